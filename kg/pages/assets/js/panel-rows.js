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

/** A row with the mark of a thing that selects it. */
export function thingRow(id, aside = "") {
  const node = doc.nodes.get(id);
  const row = piece("row", { ".name": nameOf(id), ".aside": aside });
  const group = node ? groupOf(node) : FALLBACK;
  drawGlyph(row.querySelector("svg"), group.shape, group.colour, node && node.life ? LOOKS[rowOf(stateOf(node))] : undefined);
  const button = row.querySelector("button");
  if (node) button.addEventListener("click", () => change({ sel: [id] }));
  else button.replaceWith(el("span", "name", nameOf(id)));
  return row;
}
