// Rows that name a thing, with its mark; a click selects it.

import { doc } from "./doc.js";
import { change } from "./state.js";
import { piece, el } from "./pieces.js";
import { drawGlyph, LOOKS } from "./marks.js";
import { rowOf } from "./states.js";
import { stateOf } from "./filters.js";
import { nameOf } from "./words.js";

const FALLBACK = { shape: "ring", colour: "ink3" };

export function groupOf(node) {
  return doc.groups.get(node.group) || FALLBACK;
}

/** The sign of a thing, by its kind and state. */
export function drawSign(svg, node) {
  const { shape, colour } = groupOf(node);
  drawGlyph(svg, shape, colour, node.life ? LOOKS[rowOf(stateOf(node))] : undefined);
}

/** A name that selects its thing. */
export function nameButton(id, text = nameOf(id)) {
  const button = el("button", "text", text);
  button.type = "button";
  button.addEventListener("click", () => change({ sel: [id] }));
  return button;
}

/** A row with the mark of a thing that selects it. */
export function thingRow(id, aside = "") {
  const node = doc.nodes.get(id) || (doc.units.has(id) ? { group: "unit" } : null);
  const row = piece("row", { ".name": nameOf(id), ".aside": aside });
  drawSign(row.querySelector("svg"), node || {});
  const button = row.querySelector("button");
  if (node) button.addEventListener("click", () => change({ sel: [id] }));
  else button.replaceWith(el("span", "name", nameOf(id)));
  return row;
}
