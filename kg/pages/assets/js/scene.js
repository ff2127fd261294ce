// What the picture draws now: nodes with places, edges between them, under the lens and the filters. No drawing here.

import { doc } from "./doc.js";
import { state } from "./state.js";
import { passes, span, homeParties } from "./filters.js";
import { reads } from "./lens.js";
import { said } from "./words.js";

/** id → {x, y, size, side}; places that the reader dragged things to are kept here. */
export const places = new Map();
/** Nodes the reader opened or put away: id → what it opened; and ids put away by hand. */
export const opened = new Map();
export const away = [];

const sizes = new Map();
for (const [id, x, y, size, side] of doc.network.nodes) {
  sizes.set(id, size);
  if (typeof x === "number") places.set(id, { x, y, side });
}
const curves = new Map(doc.network.edges.map(([id, , , arrow, curve]) => [id, { arrow, curve }]));

export function sizeOf(id) {
  return sizes.get(id) || 5.4;
}

function shownNode(node, extra) {
  if (!sizes.has(node.id) || away.includes(node.id)) return false;
  if (doc.meta.focus && node.depth > state.depth && !extra.has(node.id)) return false;
  return passes(node);
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

function placed(nodes) {
  const taken = nodes.map((node) => places.get(node.id)).filter(Boolean);
  for (const node of nodes) {
    if (places.has(node.id)) continue;
    const near = doc.edgesOf(node.id).map((edge) => places.get(edge.source === node.id ? edge.target : edge.source)).find(Boolean) || { x: 0, y: 0 };
    const spot = freePlace(near, taken);
    places.set(node.id, Object.assign(spot, { side: "r" }));
    taken.push(spot);
  }
}

/** Units as they read under the lens: id of what is drawn → the versions that it stands for. */
function unitsRead(nodes, under) {
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

function middle(ids) {
  const spots = ids.map((id) => places.get(id)).filter(Boolean);
  const sum = spots.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 });
  return { x: sum.x / spots.length, y: sum.y / spots.length };
}

/** The scene: {nodes: Map id → item, edges: [...]}; an item knows its node, unit, members and place. */
export function scene() {
  const under = span();
  const extra = new Set([...opened.values()].flat());
  let list = [...doc.nodes.values()].filter((node) => shownNode(node, extra));
  placed(list);
  const ids = new Set(list.map((node) => node.id));
  const mine = (node) => doc.edgesOf(node.id).filter((edge) => ids.has(edge.source) && ids.has(edge.target));
  const tied = (node) => doc.edgesOf(node.id).length === 0 || mine(node).length > 0;
  list = list.filter((node) => doc.units.has(node.id) || node.id === doc.meta.focus || node.matter || tied(node));
  const drawn = under ? unitsRead(list, under) : new Map();
  const nodes = new Map();
  for (const node of list) if (!under || !doc.units.has(node.id)) nodes.set(node.id, { id: node.id, node, members: [], x: places.get(node.id).x, y: places.get(node.id).y });
  for (const [id, members] of drawn) {
    const known = doc.nodes.get(id) || Object.assign({}, doc.nodes.get(members[0]), { id, label: doc.units.get(id).label });
    const olds = members.filter((member) => member !== id);
    const own = places.get("=" + id) || (olds.length ? middle(olds) : places.get(id));
    nodes.set(id, { id, node: known, members: olds.length > 1 ? olds : [], from: members, x: own.x, y: own.y });
  }
  return { nodes, edges: edgesAmong(nodes, under), span: under };
}

function ends(id, under, nodes) {
  return doc.units.has(id) && under ? reads(under, id).filter((now) => nodes.has(now)) : nodes.has(id) ? [id] : [];
}

function edgesAmong(nodes, under) {
  const out = new Map();
  for (const edge of doc.edges) {
    for (const source of ends(edge.source, under, nodes)) for (const target of ends(edge.target, under, nodes)) {
      if (source === target) continue;
      const key = `${source} ${edge.property} ${target}`;
      if (under && out.has(key)) continue;
      const way = curves.get(edge.id) || { arrow: 0, curve: 0 };
      const id = source === edge.source && target === edge.target ? edge.id : `${edge.id}|${source}|${target}`;
      out.set(under ? key : edge.id, { id, source, target, edge, arrow: way.arrow, curve: way.curve });
    }
  }
  return [...out.values()];
}

/** Neighbours that the data holds and the picture does not show yet. */
export function closedNeighbours(id, shownNodes) {
  const from = shownNodes.get(id);
  const own = from && from.from ? from.from : [id];
  const found = new Set();
  for (const one of own) for (const edge of doc.edgesOf(one)) {
    const other = edge.source === one ? edge.target : edge.source;
    const node = doc.nodes.get(other);
    if (node && sizes.has(other) && !shownNodes.has(other) && !away.includes(other) && passes(node) && !(doc.units.has(other) && [...shownNodes.values()].some((item) => item.from && item.from.includes(other)))) found.add(other);
  }
  return [...found];
}

/** True for a matter all of whose parties read as one unit under the lens. */
export function isInternal(node, under) {
  return node.matter && homeParties(node, null).length > 1 && homeParties(node, under).length === 1;
}

/** The caption under a mark: short, in the reader's language. */
export function captionOf(node) {
  return said(node.short) || said(node.label);
}
