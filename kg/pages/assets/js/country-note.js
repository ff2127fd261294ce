// What the Country view says about itself: how many matters it does not draw, and that a small window shows a part.

import { change } from "./state.js";
import { isRoomy } from "./country-aims.js";
import { focusPicture } from "./pictures.js";
import { stage } from "./country-stage.js";
import { number, t } from "./words.js";

/** Matters that are neither between two units or more, nor inside one, nor in the legend's column of regions. */
function undrawn() {
  const { scene } = stage();
  return scene ? scene.undrawn.filter((node) => node.parties.length || !node.covers.length).length : 0;
}

/** Writes the note again, and tells the frame whether the window holds the country only in part. */
export function drawNote() {
  const n = undrawn(), note = document.getElementById("kg-undrawn");
  note.hidden = n === 0;
  note.textContent = t("undrawn.here", { n: number(n) });
  document.documentElement.toggleAttribute("data-part", stage().w > 0 && !isRoomy());
}

export function startNote() {
  document.getElementById("kg-undrawn").addEventListener("click", () => { change({ view: "table", only: "undrawn" }); focusPicture(); });
  drawNote();
}
