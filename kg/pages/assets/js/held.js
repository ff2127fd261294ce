// What the filters hold back, and the way to see it.

import { state, change, clearFilters } from "./state.js";
import { el } from "./pieces.js";
import { t } from "./words.js";

/** A line that says so, with a button that takes off what holds the matters back. */
export function heldLine(text, matters) {
  const button = el("button", "text", t("held.show")), kinds = new Set(matters.map((node) => node.group));
  button.type = "button";
  button.addEventListener("click", () => { clearFilters(); change({ hide: state.hide.filter((id) => !kinds.has(id)) }); });
  return el("p", "sub held", text + " ", button);
}
