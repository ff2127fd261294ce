// What the picture draws now: nodes with places, edges between them, under the lens and the filters. No drawing here.

import { doc } from "./doc.js";
import { state } from "./state.js";
import { passes, span, yearsOf } from "./filters.js";
import { pathBetween } from "./path.js";
import { places, opened, away, openPills, pills, hasMark, sizeOf, inherited, openedByHand, withinReach, placed } from "./stock.js";
import { unitsRead, madeOf, middle, insideOf } from "./merged.js";
import { byHand, makeRoom } from "./network-apart.js";
import { edgesAmong, pairedMatters } from "./scene-edges.js";
import { said } from "./words.js";

/** Ids that are drawn whatever else would take them away: what is selected, and the page's own subject. */
function kept(id) { return id === doc.meta.focus || state.sel.includes(id); }

function pathNow() { return state.sel.length === 2 ? pathBetween(state.sel[0], state.sel[1]) || [] : []; }

/** Nodes of the document that are drawn, and the matters that lie inside one drawn unit: unit → matters. */
function chosen(under, way) {
  const extra = new Set([...openedByHand(), ...way]);
  let list = [...doc.nodes.values()].filter((node) => withinReach(node, extra) && passes(node));
  const drawn = under ? unitsRead(list, under) : new Map();
  const inside = new Map();
  if (under) list = list.filter((node) => {
    const unit = kept(node.id) || way.has(node.id) ? "" : insideOf(node, under);
    if (!drawn.has(unit)) return true;
    inside.set(unit, [...(inside.get(unit) || []), node]);
    return false;
  });
  placed(list);
  const ids = new Set(list.map((node) => node.id));
  const tied = (node) => doc.edgesOf(node.id).length === 0 || doc.edgesOf(node.id).some((edge) => ids.has(edge.source) && ids.has(edge.target));
  return { list: list.filter((node) => doc.units.has(node.id) || node.id === doc.meta.focus || node.matter || tied(node)), drawn, inside };
}

function itemOf(node) {
  const { x, y } = places.get(node.id);
  return { id: node.id, node, members: [], inside: [], size: sizeOf(node.id), x, y };
}

function mergedItem(id, from, radius, inside) {
  const known = doc.nodes.get(id) || Object.assign(Object.create(doc.nodes.get(from[0])), { id, label: doc.units.get(id).label });
  const olds = from.filter((member) => member !== id && !madeOf(member).some((input) => from.includes(input)));
  const { x, y } = places.get("=" + id) || (olds.length ? middle(olds) : places.get(id));
  return { id, size: radius, node: known, members: olds.length > 1 ? olds : [], from, inside: inside || [], x, y };
}

/** The scene: {nodes: Map id → item, edges, span, stands: twin → its pill, path: steps between two selected things}. */
export function scene() {
  const under = span();
  const path = pathNow();
  const way = new Set(path.flatMap(({ edge }) => [edge.source, edge.target]));
  const { list, drawn, inside } = chosen(under, way);
  const nodes = new Map();
  for (const node of list) if (!under || !doc.units.has(node.id)) nodes.set(node.id, itemOf(node));
  const radius = under ? inherited(under) : null;
  for (const [id, from] of drawn) nodes.set(id, mergedItem(id, from, radius(id), inside.get(id)));
  const pairs = state.lines === "pairs" ? pairedMatters(nodes, under, way) : new Map();
  for (const [id, { alone }] of pairs) if (alone && !kept(id)) nodes.delete(id);
  const { stands, loose } = fold(nodes, way);
  if (under || loose.size) makeRoom(nodes, loose, (item) => byHand(item) || (!under && !loose.has(item.id)));
  return { nodes, edges: edgesAmong(nodes, under, stands, pairs), span: under, stands, path, pairs };
}

/** Puts twins into their pills, but those that are opened or selected: {stands: member → its pill, loose: what stands where the layout left no room}. */
function fold(nodes, way) {
  const stands = new Map(), loose = new Set([...openedByHand(), ...way].filter((id) => nodes.has(id) && !doc.units.has(id)));
  for (const pill of pills) {
    const present = pill.members.filter((id) => nodes.has(id)), items = present.map((id) => nodes.get(id));
    const { x, y } = places.get(pill.id);
    if (present.length === 1 && !byHand(items[0])) Object.assign(items[0], { x, y });
    if (present.length < 2) continue;
    if (openPills.has(pill.id) || present.some((id) => state.sel.includes(id) || way.has(id))) { for (const id of present) loose.add(id); continue; }
    for (const id of present) { nodes.delete(id); stands.set(id, pill.id); }
    const dotted = (doc.groups.get(pill.group) || {}).shape === "dot";
    nodes.set(pill.id, { id: pill.id, node: items[0].node, pill: items, group: pill.group, dotted, members: [], inside: [], x, y });
  }
  return { stands, loose };
}

/** Neighbours that the data holds and the picture does not show yet. */
export function closedNeighbours(id, now) {
  const item = now.nodes.get(id);
  const own = item && item.from ? item.from : [id];
  const inside = new Set([...now.nodes.values()].flatMap((one) => one.inside.map((node) => node.id)));
  const standing = (other) => now.nodes.has(other) || now.stands.has(other) || now.pairs.has(other) || inside.has(other)
    || (doc.units.has(other) && [...now.nodes.values()].some((one) => one.from && one.from.includes(other)));
  const found = new Set();
  for (const one of own) for (const edge of doc.edgesOf(one)) {
    const other = edge.source === one ? edge.target : edge.source;
    if (hasMark(other) && !away.includes(other) && !standing(other) && passes(doc.nodes.get(other))) found.add(other);
  }
  return [...found];
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
