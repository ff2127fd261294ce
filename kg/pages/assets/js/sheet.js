// On a phone the panel is a sheet at the bottom: drawn up to nine tenths of the window, or down to a peek.

import { announce } from "./announce.js";
import { t } from "./words.js";

const root = document.documentElement;

function panel() {
  return document.getElementById("kg-panel");
}

/** Opens the sheet, or folds it to its peek. */
export function setSheet(open) {
  const handle = document.getElementById("kg-handle");
  if (root.hasAttribute("data-sheet") !== open) announce(t(open ? "said.sheet.open" : "said.sheet.closed"));
  root.toggleAttribute("data-sheet", open);
  handle.setAttribute("aria-expanded", String(open));
  if (!open) panel().scrollTop = 0;
}

function drag(event) {
  const begun = event.clientY, tall = panel().getBoundingClientRect().height;
  const most = window.innerHeight * 0.9;
  let moved = 0;
  const move = (now) => {
    moved = begun - now.clientY;
    if (Math.abs(moved) < 4) return;
    root.setAttribute("data-dragged", "");
    panel().style.height = `${Math.min(most, Math.max(90, tall + moved))}px`;
  };
  const stop = () => {
    for (const [name, act] of follow) window.removeEventListener(name, act);
    panel().style.height = "";
    root.removeAttribute("data-dragged");
    if (Math.abs(moved) >= 4) setSheet(moved > 0 ? moved > 60 || tall > most / 2 : !(moved < -60));
  };
  const follow = [["pointermove", move], ["pointerup", stop], ["pointercancel", stop]];
  for (const [name, act] of follow) window.addEventListener(name, act);
  return () => Math.abs(moved) >= 4;
}

/** Handle by pointer, click, Enter, space and arrows; Escape folds. */
export function startSheet() {
  const handle = document.getElementById("kg-handle");
  let dragged = () => false;
  handle.addEventListener("pointerdown", (event) => { dragged = drag(event); });
  handle.addEventListener("click", (event) => {
    if (event.detail && dragged()) return;
    setSheet(!root.hasAttribute("data-sheet"));
  });
  handle.addEventListener("keydown", (event) => {
    const open = { ArrowUp: true, ArrowDown: false, Escape: root.hasAttribute("data-sheet") ? false : undefined }[event.key];
    if (open === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setSheet(open);
  });
}
