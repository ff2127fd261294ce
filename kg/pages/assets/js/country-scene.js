// What the Country view draws now: units where they stand, and the matters that pass, bundled by their parties. No drawing.

import { doc, merger } from "./doc.js";
import { state } from "./state.js";
import { asked, dayOf, homeParties, isGhost, remembered, shown, span, stateOf } from "./filters.js";
import { reads, spanOn } from "./lens.js";
import { LOOKS } from "./marks.js";
import { rowOf } from "./states.js";
import { bandsOf, MOST, openedBundles } from "./country-bands.js";
import { sizes } from "./money.js";

const none = { world: [766, 640], hidden: [], signed: { stands: [], pills: [], gaps: [] }, today: { stands: [], pills: [], gaps: [] }, aliases: {}, captions: {} };
export const country = Object.assign(none, doc.country);

/** Names a set of stands; `ids` in order. */
function keyOf(ids) {
  return ids.join(" ");
}

/** True for a centrally run city. */
function isCity(id) {
  const unit = doc.units.get(id);
  return Boolean(unit && unit.city);
}

/** The discs that a unit of today was made of, as they stood before. */
function oldOf(id) {
  return (parts.signed && parts.signed.byId.get(id)) || { id, matters: 0, size: 0, city: isCity(id) };
}

/** A disc of more matters than this would cover its neighbours: where one has more, all shrink in proportion (kg/pages/signs.py). */
const LARGEST = 60;

function read(part) {
  const share = Math.min(1, LARGEST / Math.max(1, ...part.stands.map(([, , , matters]) => matters)));
  const stands = part.stands.map(([id, x, y, matters, host, members, named]) => ({
    id, x, y, matters, size: matters * share, olds: (members || []).map(oldOf), city: isCity(id), host: host >= 0 ? part.stands[host][0] : "", side: host >= 0 && x < part.stands[host][1] ? -1 : 1, named: named || 0 }));
  const places = new Map(part.pills.map(([x, y, ends]) => [keyOf(ends.map((end) => part.stands[end][0]).sort()), { x, y }]));
  const gaps = part.gaps.map(([a, b]) => ({ a: part.stands[a][0], b: part.stands[b][0] }));
  return { stands, places, gaps, unsearched: part.unsearched || 0, byId: new Map(stands.map((stand) => [stand.id, stand])) };
}

const parts = {};
parts.signed = read(country.signed);
parts.today = read(country.today);

/** Each unit that several became at the latest merger, with the discs that it was made of. */
const washes = parts.today.stands.filter((stand) => stand.olds.length > 1).map(({ id, olds }) => ({ id, members: olds.map((old) => old.id) }));

/** The picture of a lens: the map before the merger, or today's. */
export function partOf() {
  return state.lens === "signed" || (merger && asked() < merger) ? "signed" : "today";
}

const present = spanOn(doc.spans, doc.meta.today);

/** The stand that draws a version of a unit, in the picture `part`; on a day before the merger there are no rings yet. */
export function standOf(version, part = partOf()) {
  if (part === "today") return reads(present, version)[0];
  const id = country.aliases[version] || version, stand = parts.signed.byId.get(id);
  return state.lens !== "signed" && stand && stand.host ? stand.host : id;
}

function middle(ends, stands) {
  const known = ends.map((id) => stands.get(id));
  return { x: known.reduce((sum, one) => sum + one.x, 0) / known.length, y: known.reduce((sum, one) => sum + one.y, 0) / known.length };
}

/** How the mark of a matter looks: shape, colour token, state, conflict, ghost. */
export function markOf(node) {
  const group = doc.groups.get(node.group);
  const look = node.life ? LOOKS[rowOf(stateOf(node))] : LOOKS.good;
  return { shape: group.shape, token: group.colour, look, conflict: node.conflicts.length > 0, ghost: isGhost(node) };
}

const order = new Map([...doc.groups.keys()].map((id, index) => [id, index]));

function begun(node) {
  return dayOf(node) || "9999";
}

/** By kind, then by day, those without a day last: the order in a pill. */
function inOrder(a, b) {
  return order.get(a.group) - order.get(b.group) || (begun(a) < begun(b) ? -1 : begun(a) > begun(b) ? 1 : a.id < b.id ? -1 : 1);
}

/** The key under which the picture before the merger was laid out for a matter: with the rings that are not drawn on an earlier day. */
function laidOut(node) {
  return keyOf([...new Set(node.parties.map((party) => country.aliases[party] || party))].filter((id) => parts.signed.byId.has(id)).sort());
}

/** The stands that draw the parties of a matter, in order; a span has one part, for the merger begins one. */
const endsIn = remembered((node, under) => {
  const part = partOf();
  const found = [];
  for (const party of homeParties(node, under)) {
    const id = standOf(party, part);
    if (!found.includes(id) && parts[part].byId.has(id)) found.push(id);
  }
  return found.sort();
}, 4);
const endsOf = (node) => endsIn(node, span());

/** True for a matter that would have a mark, were it not for the filters: it joins two stands, or was joint and is now inside one. */
export function draws(node) {
  const count = node.matter ? endsOf(node).length : 0;
  return count > 1 || (count === 1 && homeParties(node, null).length > 1);
}

/** Puts each matter that passes where it is drawn: `groups` by their ends, `internal` by its unit, else `undrawn`. */
function sorted(part) {
  const groups = new Map(), internal = new Map(), undrawn = [];
  const put = (map, key, made, node) => { if (!map.has(key)) map.set(key, made()); map.get(key).nodes.push(node); };
  for (const node of shown().matters) {
    const ends = endsOf(node);
    if (ends.length > 1) put(groups, keyOf(ends), () => ({ key: keyOf(ends), ends, nodes: [] }), node);
    else if (part === "today" && ends.length === 1 && homeParties(node, null).length > 1) put(internal, ends[0], () => ({ key: "in " + ends[0], ends, nodes: [] }), node);
    else undrawn.push(node);
  }
  return { groups: [...groups.values()], internal, undrawn };
}

/**
 * {part, world, stands: Map id → stand, pills: [{key, x, y, ends, nodes}], internal: Map id → {key, ends, nodes}, undrawn: nodes,
 * bands: [{a, b, n, group, solid}] in place of most pills above some thousand matters, marks: Map id → how the mark of a matter looks, washes: [{id, members}], washed: whether they are drawn, drawn: how many matters have a mark,
 * each: every one is to be drawn, lined: curves stand for the marks of sets of up to five, sizes: Map of a project → how large its amount makes it,
 * or null, starred: ids, gaps: [{a, b}] of neighbours without a common matter that are drawn, known: all of them, unsearched: how many neighbours nobody searched}.
 * A ring stands only while one of its matters is shown.
 */
export function countryScene() {
  if (last && last.from === shown()) return last.scene;
  last = { from: shown(), scene: made() };
  return last.scene;
}

let last = null;

/** True where bands stand for the matters; `marks=all` in the address draws them one by one all the same. */
function banded(groups) {
  return state.marks !== "all" && groups.reduce((sum, group) => sum + group.nodes.length, 0) > MOST;
}

function made() {
  const part = partOf(), { stands: all, places, byId, gaps, unsearched } = parts[part];
  const { groups: every, internal, undrawn } = sorted(part), bands = banded(every) ? bandsOf(every).map((band) => Object.assign(band, { token: doc.groups.get(band.group).colour })) : [];
  const groups = bands.length ? openedBundles(every, state.sel, state.sel.map((id) => standOf(id, part)).filter((id) => byId.has(id))) : every;
  const acting = new Set(every.flatMap((group) => group.ends));
  const stands = new Map(all.filter((stand) => !stand.host || acting.has(stand.id)).map((stand) => [stand.id, stand]));
  const pills = groups.map((group) => Object.assign(group, places.get(group.key) || places.get(laidOut(group.nodes[0])) || middle(group.ends, byId)));
  const bundles = [...pills, ...internal.values()];
  for (const bundle of bundles) bundle.nodes.sort(inOrder);
  const nodes = bundles.flatMap((bundle) => bundle.nodes);
  return { part, world: country.world, stands, pills, internal, undrawn, bands, marks: new Map(nodes.map((node) => [node.id, markOf(node)])),
    washes: part === "signed" ? washes.filter(({ members }) => members.every((id) => stands.has(id))) : [], washed: state.wash !== "off", drawn: nodes.length, each: state.marks === "all",
    lined: state.lines === "pairs", sizes: state.scale === "money" ? sizes(nodes) : null, gaps: state.gaps ? gaps : [], starred: [...new Set(state.star.map((id) => (doc.units.has(id) ? standOf(id, part) : id)))], known: gaps, unsearched };
}
