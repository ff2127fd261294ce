// Units that read as one under the lens: which they are, what happens inside them, and room for their capsules.

import { doc } from "./doc.js";
import { reads, partiesUnder } from "./lens.js";
import { capsuleSize, pillSize } from "./paint.js";
import { places, placeName, pins, sizeOf } from "./stock.js";
import { nameOf } from "./words.js";

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

/** Pixels that a letter takes, more or less: the browser measures them later, when it writes. */
const LETTER = 5.8, LINE = 17, NEAR = 48, FAR = 150;

/** Half width and height of the name below a unit; of other things the name gives way. */
function nameSize(item) {
  if (!doc.units.has(item.id) || (!item.members.length && (places.get(item.id) || {}).side !== "b")) return [0, 0];
  const made = item.members.length ? 5 + mergedFrom(item.id).map((id) => nameOf(id)).join(" + ").length : 0;
  return [(LETTER * Math.max(made, nameOf(item.id).length)) / 2, made ? 2 * LINE : LINE];
}

/** What a thing covers round its place at zoom 1: left, top, right, bottom; a unit with ring, badge and, if so, its name. */
function cover(item, { x, y }, named = true) {
  const { w, h } = item.pill ? pillSize(item.pill.length, item.dotted) : item.members.length ? capsuleSize(dotsOf(item)) : { w: item.size, h: item.size };
  const ring = item.members.length ? 6 : 3;
  const badge = item.inside.length ? 2 * BADGE.h + 4 : 0;
  const [wide, tall] = named ? nameSize(item) : [0, 0];
  const side = Math.max(w + ring, badge ? BADGE.w : 0, wide);
  return [x - side, y - h - ring - badge, x + side, y + h + ring + tall];
}

function meets(a, b) { return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]; }

/** The nearest place of the item within reach whose cover lies in the world and meets none of the others, or null. */
function nearest(item, others, reach, named) {
  const [wide, tall] = doc.network.world;
  const [left, top, right, bottom] = cover(item, item, named);
  const close = others.filter((other) => meets(other, [left - reach, top - reach, right + reach, bottom + reach]));
  for (let ring = 0; 6 * ring <= reach; ring++) {
    const count = Math.max(1, 6 * ring);
    for (let i = 0; i < count; i++) {
      const dx = 6 * ring * Math.cos((2 * Math.PI * i) / count), dy = 6 * ring * Math.sin((2 * Math.PI * i) / count);
      const box = [left + dx, top + dy, right + dx, bottom + dy];
      const inside = box[0] >= -wide / 2 && box[2] <= wide / 2 && box[1] >= -tall / 2 && box[3] <= tall / 2;
      if (inside && !close.some((other) => meets(box, other))) return { x: item.x + dx, y: item.y + dy };
    }
  }
  return null;
}

/** Capsules find room between the marks, else between the units; then marks beneath make room. What the reader placed or pinned stays. */
export function makeRoom(nodes) {
  const items = [...nodes.values()];
  const units = items.filter((item) => doc.units.has(item.id));
  const grown = units.filter((item) => item.members.length || item.inside.length);
  const covers = new Map(items.map((item) => [item.id, cover(item, item)]));
  const settle = (item, among, reach, named = true) => {
    const spot = nearest(item, among.filter((other) => other !== item).map((other) => (named ? covers.get(other.id) : cover(other, other, false))), reach, named);
    if (spot) { Object.assign(item, spot); covers.set(item.id, cover(item, spot)); }
    return spot !== null;
  };
  const held = (item) => pins.has(item.id) || item.id === doc.meta.focus || (item.members.length > 0 && places.has(placeName(item)));
  for (const item of grown) if (!held(item)) settle(item, items, NEAR) || settle(item, units, NEAR) || settle(item, units, FAR, false);
  for (const item of items) {
    if (!units.includes(item) && !held(item) && grown.some((unit) => meets(covers.get(item.id), covers.get(unit.id)))) settle(item, items, FAR) || settle(item, units, FAR);
  }
}
