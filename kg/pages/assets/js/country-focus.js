// What the selection makes of the Country view: which matters stay full, which units are ringed, what fades. Pure.

import { doc } from "./doc.js";
import { standOf } from "./country-scene.js";
import { reads, spanOn } from "./lens.js";

const NOTHING = { mode: "", node: null, pill: null, token: "ink", parties: new Set(), units: [], full: null, siblings: new Set(), way: [] };

function bundles(scene) {
  return [...scene.pills, ...scene.internal.values()];
}

/** The bundle that holds a matter. */
export function bundleOf(scene, id) {
  return bundles(scene).find((bundle) => bundle.nodes.some((node) => node.id === id)) || null;
}

function onMatter(scene, node) {
  const bundle = bundleOf(scene, node.id), token = doc.groups.get(node.group).colour;
  if (!bundle) return Object.assign({}, NOTHING, { mode: "region", node, token, full: new Set([node.id]), parties: covered(scene, node) });
  const siblings = new Set(bundle.nodes.map((one) => one.id).filter((id) => id !== node.id));
  return Object.assign({}, NOTHING, { mode: "matter", node, token, key: bundle.key, parties: new Set(bundle.ends), full: new Set([node.id]), siblings });
}

/** The units of a region on a day; where nobody belonged to it then, whoever did at some time. */
function membersOn(id, when) {
  const all = doc.regions.has(id) ? doc.regions.get(id).members : [], then = all.filter(([, from, until]) => (!from || from <= when) && (!until || until >= when));
  return (then.length ? then : all).map(([unit]) => unit);
}

/** The stands of the units that a matter covers, one by one or as members of a region on its day, and of its only party. */
export function covered(scene, node) {
  const when = (node.life && (node.life.earliest || node.life.latest)) || doc.meta.today;
  const units = (id) => (doc.units.has(id) ? [id] : membersOn(id, when));
  const found = [...node.covers.flatMap(units), ...node.parties].flatMap((id) => held(scene, id));
  return new Set(found.filter((id) => scene.stands.has(id)));
}

/** A unit as the picture draws it; under *as signed* a unit of after the merger that has no ring, as its members. */
function held(scene, version) {
  const stand = standOf(version, scene.part);
  if (scene.stands.has(stand)) return [stand];
  const wash = scene.washes.find(({ id }) => id === reads(spanOn(doc.spans, doc.meta.today), version)[0]);
  return wash ? wash.members : [];
}

function onUnits(scene, units) {
  const touching = (bundle, unit) => bundle.ends.includes(unit);
  const all = bundles(scene);
  const shared = all.filter((bundle) => units.every((unit) => touching(bundle, unit)));
  const way = units.length > 1 && !shared.length ? wayBetween(scene, units[0], units[1]) : [];
  const mine = units.length > 1 ? [...shared, ...way] : shared;
  const parties = new Set(units.length > 1 ? [...units, ...way.flatMap((bundle) => bundle.ends)] : mine.flatMap((bundle) => bundle.ends).concat(units));
  return Object.assign({}, NOTHING, { mode: units.length > 1 ? "two" : "unit", units, parties, full: new Set(mine.flatMap((bundle) => bundle.nodes.map((node) => node.id))),
    way: new Set(units.length > 1 ? mine.map((bundle) => bundle.key) : []) });
}

/** The bundles on a shortest way from unit to unit. */
function wayBetween(scene, a, b) {
  const came = new Map([[a, null]]), front = [a];
  for (let n = 0; n < front.length && !came.has(b); n++) {
    for (const bundle of scene.pills) if (bundle.ends.includes(front[n])) for (const end of bundle.ends) if (!came.has(end)) { came.set(end, { bundle, from: front[n] }); front.push(end); }
  }
  const out = [];
  for (let step = came.get(b); step; step = came.get(step.from)) out.push(step.bundle);
  return out;
}

/**
 * {mode: "" | matter | region | unit | two, node, token, parties: stands that are ringed or keep their names, units: the selected ones,
 * full: ids of the matters that stay full (null: all), siblings: those that share the pill of the selected one, way: keys of bundles}.
 */
export function focusOf(scene, selected) {
  const known = selected.filter((id) => doc.units.has(id) || doc.nodes.has(id));
  const node = known.map((id) => doc.nodes.get(id)).find((one) => one && one.matter);
  if (node) return onMatter(scene, node);
  const units = [...new Set(known.filter((id) => doc.units.has(id)).flatMap((id) => held(scene, id)))];
  return units.length ? onUnits(scene, known.length > 1 ? units.slice(0, 2) : units) : NOTHING;
}
