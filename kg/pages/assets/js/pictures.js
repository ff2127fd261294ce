// The views that draw a picture, behind one face: the frame zooms, fits and undoes in whichever is shown.

import { state } from "./state.js";

const pictures = new Map();

/** A view tells what it can do: {zoomBy(factor), fit(animated), undo(), undoable() where it keeps its own steps, units(), counted(), canvas()}. */
export function registerPicture(view, acts) {
  pictures.set(view, acts);
}

/** Puts the keyboard on the view that is shown: where it goes when its control is gone. */
export function focusPicture() {
  document.getElementById(state.view === "table" ? "kg-sheet" : "kg-" + state.view).focus({ preventScroll: true });
}

/** What the view that is shown can do; null for a view without a picture. */
export function picture() {
  return pictures.get(state.view) || null;
}
