// Legend and search where a window has no room for them: their buttons open them over the picture, and they close in every usual way.

import { state, listen } from "./state.js";

const root = document.documentElement;
const DRAWERS = { legend: () => document.getElementById("kg-legend"), search: () => document.querySelector(".search") };

function opener(name) {
  return document.querySelector(`[data-open="${name}"]`);
}

/** A drawer is one only where its opener can be seen: in a wide window legend and search stand beside the picture. */
function isOpen(name) {
  return root.hasAttribute("data-" + name) && opener(name).checkVisibility();
}

function openDrawer(name) {
  root.setAttribute("data-" + name, "");
  opener(name).setAttribute("aria-expanded", "true");
  (name === "search" ? document.getElementById("kg-search") : DRAWERS[name]().querySelector("[data-shut]")).focus();
}

/** Closes it; `keep`: the keyboard stays on what the reader has just pressed. */
function shut(name, keep = false) {
  root.removeAttribute("data-" + name);
  opener(name).setAttribute("aria-expanded", "false");
  if (!keep) opener(name).focus({ preventScroll: true });
}

function escape(event) {
  const open = event.key === "Escape" ? Object.keys(DRAWERS).filter(isOpen) : [];
  for (const name of open) shut(name);
  // The box of the search clears itself on the same key.
  if (open.length && event.target.id !== "kg-search") event.stopPropagation();
}

function elsewhere({ target }) {
  for (const name of Object.keys(DRAWERS).filter(isOpen)) {
    if (!DRAWERS[name]().contains(target) && !opener(name).contains(target)) shut(name, Boolean(target.closest("button, input, a, summary, [role=slider]")));
  }
}

/** What was chosen is to be seen: both drawers go. */
function chosen(changed) {
  if (!changed.has("sel") || !state.sel.length) return;
  for (const [name, drawer] of Object.entries(DRAWERS)) if (opener(name).checkVisibility()) shut(name, !drawer().contains(document.activeElement));
}

export function startDrawers() {
  for (const name of Object.keys(DRAWERS)) opener(name).addEventListener("click", () => (isOpen(name) ? shut(name) : openDrawer(name)));
  for (const button of document.querySelectorAll("[data-shut]")) button.addEventListener("click", () => shut(button.dataset.shut));
  document.addEventListener("keydown", escape, true);
  document.addEventListener("click", elsewhere, true);
  listen(chosen);
}
