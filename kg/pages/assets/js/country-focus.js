// What the selection makes of the Country view: which matters stay full, which units are ringed, what fades. No drawing.

import { doc } from "./doc.js";
import { standOf } from "./country-scene.js";
import { dayOf, shown } from "./filters.js";
import { reads, spanOn } from "./lens.js";
import { pathBetween } from "./path.js";

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
  const when = dayOf(node) || doc.meta.today;
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

/** A version with those that changes of one into one made of it, or it of them: the same unit under another name or rank. */
function sameAs(version) {
  const found = new Set([version]), single = [...doc.changes.values()].filter((change) => change.inputs.length === 1 && change.outputs.length === 1);
  for (const id of found) {
    for (const { inputs: [before], outputs: [after] } of single) {
      if (before === id) found.add(after);
      if (after === id) found.add(before);
    }
  }
  return found;
}

/** Of units that ended before the picture begins and stand on the disc of their successor: disc → what took part as they did. */
function pastOn(scene, versions) {
  const past = new Map(), span = shown().span;
  for (const version of scene.part === "signed" ? versions : []) {
    const stand = standOf(version, scene.part);
    if (stand !== version && scene.stands.has(stand) && !versions.includes(stand)) past.set(stand, new Set([...sameAs(version)].flatMap((id) => reads(span, id))));
  }
  return past;
}

function onUnits(scene, units, versions) {
  const past = pastOn(scene, versions), acted = (node) => units.every((unit) => !past.has(unit) || shown().parties.get(node.id).some((id) => past.get(unit).has(id)));
  const all = bundles(scene), shared = all.filter((bundle) => units.every((unit) => bundle.ends.includes(unit)) && bundle.nodes.some(acted));
  const steps = units.length > 1 ? wayBetween(scene, versions[0], versions[1]) : [];
  const mine = units.length > 1 ? [...shared, ...steps.map((step) => step.bundle)] : shared;
  const stops = units.length > 1 ? steps.flatMap(({ from, to }) => [from, to]) : mine.flatMap((bundle) => bundle.ends);
  return Object.assign({}, NOTHING, { mode: units.length > 1 ? "two" : "unit", units, parties: new Set([...units, ...stops]),
    full: new Set(mine.flatMap((bundle) => (shared.includes(bundle) ? bundle.nodes.filter(acted) : bundle.nodes).map((node) => node.id))), way: steps.map(({ bundle, id, from, to }) => ({ key: bundle.key, id, ends: [from, to] })) });
}

/** The shortest way that the panel tells, as far as the picture draws it: [{bundle, id of its matter, from, to}]. */
function wayBetween(scene, a, b) {
  const steps = pathBetween(a, b) || [], out = [];
  for (let n = 0; n + 1 < steps.length; n++) {
    const bundle = bundleOf(scene, steps[n].to), [from] = held(scene, steps[n].from), [to] = held(scene, steps[n + 1].to);
    if (bundle && from && to && from !== to) out.push({ bundle, id: steps[n].to, from, to });
  }
  return out;
}

/**
 * {mode: "" | matter | region | unit | two, node, token, parties: stands that are ringed or keep their names, units: the selected ones,
 * full: ids of the matters that stay full (null: all), siblings: those that share the pill of the selected one, way: [{key of a bundle, id of its matter, the two ends}] between two units}.
 */
export function focusOf(scene, selected) {
  const known = selected.filter((id) => doc.units.has(id) || doc.nodes.has(id));
  const node = known.map((id) => doc.nodes.get(id)).find((one) => one && one.matter);
  if (node) return onMatter(scene, node);
  const versions = known.filter((id) => doc.units.has(id)), units = [...new Set(versions.flatMap((id) => held(scene, id)))];
  return units.length ? onUnits(scene, known.length > 1 ? units.slice(0, 2) : units, versions) : NOTHING;
}
