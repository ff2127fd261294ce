// What the picture draws now: nodes with places, edges between them, under the lens and the filters. No drawing here.

import { doc } from "./doc.js";
import { state } from "./state.js";
import { passes, span, homeParties, yearsOf } from "./filters.js";
import { reads, partiesUnder } from "./lens.js";
import { said } from "./words.js";

/** id → {x, y, size, side}; places that the reader dragged things to are kept here. */
export const places = new Map();
/** Nodes the reader opened or put away: id → what it opened; and ids put away by hand. */
export const opened = new Map();
export const away = [];

/** Pills that the reader opened. */
export const openPills = new Set();
const pills = (doc.network.pills || []).map(([id, x, y, , , group, members]) => ({ id, x, y, group, members }));
const sizes = new Map();
for (const [id, x, y, size, side] of doc.network.nodes) {
  sizes.set(id, size);
  if (typeof x === "number") places.set(id, { x, y, side });
}
for (const pill of pills) {
  places.set(pill.id, { x: pill.x, y: pill.y, side: "b" });
  pill.members.forEach((id, i) => places.set(id, { x: pill.x, y: pill.y + (i - (pill.members.length - 1) / 2) * 16, side: "r" }));
}
const curves = new Map(doc.network.edges.map(([n, arrow, curve]) => ["e" + n, { arrow, curve }]));

/** Radius of a mark; under a lens a unit's disc grows with what it inherited. */
export function sizeOf(id, under = null) {
  if (!under || !doc.units.has(id)) return sizes.get(id) || 5.4;
  const mine = doc.matters.filter((node) => partiesUnder(under, node.parties).includes(id)).length;
  return Math.min(13, 3.2 + 1.9 * Math.sqrt(Math.max(1, mine)));
}

/** True for what the picture may draw now: within the steps that are open, or opened by hand, and not put away. */
export function withinReach(node, extra = new Set([...opened.values()].flat())) {
  if (!sizes.has(node.id) || away.includes(node.id)) return false;
  return !doc.meta.focus || node.depth <= state.depth || extra.has(node.id);
}

function shownNode(node, extra) {
  return withinReach(node, extra) && passes(node);
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

/** The versions that a version was made of. */
function madeOf(id) {
  return [...doc.changes.values()].filter((change) => change.outputs.includes(id)).flatMap((change) => change.inputs);
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
    const olds = members.filter((member) => member !== id && !madeOf(member).some((input) => members.includes(input)));
    const own = places.get("=" + id) || (olds.length ? middle(olds) : places.get(id));
    nodes.set(id, { id, size: sizeOf(id, under), node: known, members: olds.length > 1 ? olds : [], from: members, x: own.x, y: own.y });
  }
  const stands = fold(nodes);
  return { nodes, edges: edgesAmong(nodes, under, stands), span: under, stands };
}

/** Puts twins into their pills, but those that are opened or selected; member → the pill that stands for it. */
function fold(nodes) {
  const stands = new Map();
  for (const pill of pills) {
    const present = pill.members.filter((id) => nodes.has(id));
    if (present.length < 2 || openPills.has(pill.id) || present.some((id) => state.sel.includes(id))) continue;
    const items = present.map((id) => nodes.get(id));
    for (const id of present) { nodes.delete(id); stands.set(id, pill.id); }
    nodes.set(pill.id, { id: pill.id, node: items[0].node, pill: items, group: pill.group, members: [], x: places.get(pill.id).x, y: places.get(pill.id).y });
  }
  return stands;
}

function ends(id, under, nodes, stands) {
  if (stands.has(id)) return [stands.get(id)];
  return doc.units.has(id) && under ? reads(under, id).filter((now) => nodes.has(now)) : nodes.has(id) ? [id] : [];
}

function edgesAmong(nodes, under, stands) {
  const out = new Map();
  for (const edge of doc.edges) {
    for (const source of ends(edge.source, under, nodes, stands)) for (const target of ends(edge.target, under, nodes, stands)) {
      if (source === target) continue;
      const key = `${source} ${edge.property} ${target}`;
      const trunk = stands.has(edge.source) || stands.has(edge.target);
      if (trunk && out.has(key)) { out.get(key).count += 1; continue; }
      if (under && out.has(key)) continue;
      const way = curves.get(edge.id) || { arrow: 0, curve: 0 };
      const id = source === edge.source && target === edge.target ? edge.id : `${edge.id}|${source}|${target}`;
      out.set(under || trunk ? key : edge.id, { id, source, target, edge, arrow: trunk ? 0 : way.arrow, curve: trunk ? 0 : way.curve, trunk, count: 1 });
    }
  }
  return [...out.values()];
}

/** Neighbours that the data holds and the picture does not show yet. */
export function closedNeighbours(id, now) {
  const shownNodes = now.nodes;
  const from = shownNodes.get(id);
  const own = from && from.from ? from.from : [id];
  const found = new Set();
  for (const one of own) for (const edge of doc.edgesOf(one)) {
    const other = edge.source === one ? edge.target : edge.source;
    const node = doc.nodes.get(other);
    if (node && sizes.has(other) && !shownNodes.has(other) && !now.stands.has(other) && !away.includes(other) && passes(node) && !(doc.units.has(other) && [...shownNodes.values()].some((item) => item.from && item.from.includes(other)))) found.add(other);
  }
  return [...found];
}

/** True for a matter all of whose parties read as one unit under the lens. */
export function isInternal(node, under) {
  return node.matter && homeParties(node, null).length > 1 && homeParties(node, under).length === 1;
}

/** The caption under a mark: short, in the reader's language; of a pill, how many of what, and from when to when. */
export function captionOf(item) {
  if (!item.pill) return said(item.node.short) || said(item.node.label);
  const years = item.pill.map(({ node }) => yearsOf(node) || (/^\d{4}/.test(node.when) ? [node.when.slice(0, 4), node.when.slice(0, 4)] : null)).filter(Boolean);
  const first = years.map((pair) => pair[0]).sort()[0];
  const last = years.map((pair) => pair[1]).sort().pop();
  const group = doc.groups.get(item.group);
  return `${item.pill.length} ${group ? said(group.noun) : ""}${first ? ", " + (first === last ? first : `${first}–${last}`) : ""}`;
}

/** Things and links that the picture stands for. */
export function counted(now) {
  const things = [...now.nodes.values()].reduce((sum, item) => sum + (item.pill ? item.pill.length : 1), 0);
  return { things, links: now.edges.reduce((sum, edge) => sum + edge.count, 0) };
}
