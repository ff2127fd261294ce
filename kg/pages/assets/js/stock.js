// What the network picture is made from: places, sizes, twins; what the reader opened, put away, pinned or dragged.

import { doc } from "./doc.js";
import { state } from "./state.js";
import { partiesUnder } from "./lens.js";

/** id → {x, y, side}; places that the reader dragged things to are kept here, those of merged units under "=id". */
export const places = new Map();
/** id → neighbours that it opened; ids put away by hand; twins that stand apart; things that shaking leaves alone. */
export const opened = new Map();
export const away = [];
export const openPills = new Set();
export const pins = new Set();

export const pills = (doc.network.pills || []).map(([id, x, y, , , group, members]) => ({ id, x, y, group, members }));
/** Edge of the document → its arrow and its curve. */
export const curves = new Map(doc.network.edges.map(([n, arrow, curve]) => ["e" + n, { arrow, curve }]));
const sizes = new Map();
for (const [id, x, y, size, side] of doc.network.nodes) {
  sizes.set(id, size);
  if (typeof x === "number") places.set(id, { x, y, side });
}
for (const pill of pills) {
  places.set(pill.id, { x: pill.x, y: pill.y, side: "b" });
  // A few stand in a list, many in a field.
  const n = pill.members.length, columns = n > 8 ? Math.ceil(Math.sqrt(n / 1.5)) : 1, rows = Math.ceil(n / columns);
  pill.members.forEach((id, i) => places.set(id, { x: pill.x + ((i % columns) - (columns - 1) / 2) * 20, y: pill.y + (Math.floor(i / columns) - (rows - 1) / 2) * 17, side: "r" }));
}

/** True for what the layout drew; of too many things only the busiest are. */
export function hasMark(id) { return sizes.has(id); }

/** Radius of a mark. */
export function sizeOf(id) { return sizes.get(id) || 5.4; }

/** Radii of units under a lens: a disc grows with what it inherited. */
export function inherited(under) {
  const counts = new Map();
  for (const node of doc.matters) for (const id of partiesUnder(under, node.parties)) counts.set(id, (counts.get(id) || 0) + 1);
  return (id) => Math.min(13, 3.2 + 1.9 * Math.sqrt(Math.max(1, counts.get(id) || 0)));
}

/** Things opened by hand, beyond the steps that are shown. */
export function openedByHand() { return new Set([...opened.values()].flat()); }

/** True for what the picture may draw now: within the steps that are open, or opened by hand, and not put away. */
export function withinReach(node, extra = openedByHand()) {
  if (!sizes.has(node.id) || away.includes(node.id)) return false;
  return !doc.meta.focus || node.depth <= state.depth || extra.has(node.id);
}

/** A place near `from` that no other mark takes: rings of growing size, deterministic. */
export function freePlace(from, taken) {
  for (let ring = 1; ring < 40; ring++) {
    const count = 6 * ring;
    for (let i = 0; i < count; i++) {
      const angle = (2 * Math.PI * i) / count + ring * 0.4;
      const spot = { x: from.x + 26 * ring * Math.cos(angle), y: from.y + 20 * ring * Math.sin(angle) };
      if (taken.every((other) => Math.abs(other.x - spot.x) > 22 || Math.abs(other.y - spot.y) > 18)) return spot;
    }
  }
  return { x: from.x + 30, y: from.y };
}

/** Gives each of the nodes a place, near a neighbour, where it has none yet. */
export function placed(nodes) {
  const taken = nodes.map((node) => places.get(node.id)).filter(Boolean);
  for (const node of nodes) {
    if (places.has(node.id)) continue;
    const near = doc.edgesOf(node.id).map((edge) => places.get(edge.source === node.id ? edge.target : edge.source)).find(Boolean) || { x: 0, y: 0 };
    const spot = freePlace(near, taken);
    places.set(node.id, Object.assign(spot, { side: "r" }));
    taken.push(spot);
  }
}

/** Where a thing stands is remembered under this name: units that read as others apart from the versions they stand for. */
export function placeName(item) { return item.from ? "=" + item.id : item.id; }

/** Remembers where the reader put a thing of the scene. */
export function putAt(item, { x, y }) {
  Object.assign(item, { x, y });
  places.set(placeName(item), Object.assign({}, places.get(placeName(item)), { x, y, hand: true }));
}

/** A way back to where the things stand now. */
export function placesBefore(items) {
  const before = items.map((item) => [placeName(item), places.get(placeName(item))]);
  return () => { for (const [name, spot] of before) if (spot) places.set(name, spot); else places.delete(name); };
}
