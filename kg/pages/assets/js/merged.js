// Units that read as one under the lens: which they are, and what happens inside them.

import { doc } from "./doc.js";
import { reads, partiesUnder } from "./lens.js";
import { places, sizeOf } from "./stock.js";

/** Units as they read under the lens: id of what is drawn → the versions that it stands for. */
export function unitsRead(nodes, under) {
  const drawn = new Map();
  for (const node of nodes) {
    if (!doc.units.has(node.id)) continue;
    for (const now of reads(under, node.id)) {
      if (!drawn.has(now)) drawn.set(now, []);
      drawn.get(now).push(node.id);
    }
  }
  return drawn;
}

/** The versions that a version was made of. */
export function madeOf(id) {
  return [...doc.changes.values()].filter((change) => change.outputs.includes(id)).flatMap((change) => change.inputs);
}

/** The units whose merger a version goes back to, through changes of one into one; [] where it was never merged. */
export function mergedFrom(id) {
  const before = madeOf(id);
  return before.length === 1 ? mergedFrom(before[0]) : before;
}

/** The one unit that all parties of a matter read as, "" where they are still several, or only ever were one. */
export function insideOf(node, under) {
  if (!under || !node.matter || node.parties.length < 2) return "";
  const ends = new Set(doc.edgesOf(node.id).filter((edge) => edge.party).flatMap((edge) => reads(under, edge.source === node.id ? edge.target : edge.source)));
  const now = partiesUnder(under, node.parties);
  return now.length === 1 && [...ends].every((id) => id === now[0]) ? now[0] : "";
}

export function middle(ids) {
  const spots = ids.map((id) => places.get(id)).filter(Boolean);
  const sum = spots.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 });
  return { x: sum.x / spots.length, y: sum.y / spots.length };
}

export function dotsOf(item) { return item.members.map((id) => Math.max(4, sizeOf(id) * 0.8)); }

export const BADGE = { w: 34, h: 8 };
