// What the reader did to the picture and can take back; and the short notice that offers it.

import { picture } from "./pictures.js";

const undone = [];
let after = () => {}, timer = 0;

/** `callback` runs after something was taken back. */
export function whenUndone(callback) { after = callback; }

export function drawUndo() {
  const shown = picture(), possible = shown && shown.undoable ? shown.undoable() : undone.length > 0;
  for (const button of document.querySelectorAll('[data-tool="undo"]')) button.disabled = !possible;
}

/** Remembers how to take back what was just done. */
export function done(back) {
  undone.push(back);
  drawUndo();
}

export function takeBack() {
  const last = undone.pop();
  if (!last) return;
  last();
  document.getElementById("kg-toast").hidden = true;
  drawUndo();
  after();
}

/** Says for six seconds what was done; a click takes it back, or, where there is nothing to take back (`plain`), puts the notice away. */
export function notice(text, plain = false) {
  const toast = document.getElementById("kg-toast");
  toast.textContent = text;
  toast.toggleAttribute("data-plain", plain);
  toast.hidden = false;
  window.clearTimeout(timer);
  timer = window.setTimeout(() => { toast.hidden = true; }, 6000);
}
