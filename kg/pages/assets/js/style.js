// How each thing and each line of the picture looks now: state, selection, lens.

import { doc } from "./doc.js";
import { state } from "./state.js";
import { LOOKS } from "./marks.js";
import { rowOf } from "./states.js";
import { stateOf } from "./filters.js";
import { groupOf } from "./panel-rows.js";
import { colour } from "./paint.js";
import { reads } from "./lens.js";
import { sizeOf } from "./scene.js";

const NEUTRAL = new Set(["unit", "ink2", "ink3", "doc"]);

/** The thing that the picture is about now: the selection, else the page's focus. */
export function centre(scene) {
  const wanted = state.sel[0] || doc.meta.focus;
  if (!wanted) return null;
  if (scene.nodes.has(wanted)) return scene.nodes.get(wanted);
  return reads(scene.span, wanted).map((id) => scene.nodes.get(id)).find(Boolean) || null;
}

/** Ids next to the centre, itself included. */
export function around(scene, item) {
  const near = new Set(item ? [item.id] : []);
  if (item) for (const edge of scene.edges) { if (edge.source === item.id) near.add(edge.target); if (edge.target === item.id) near.add(edge.source); }
  return near;
}

/** Parties of a matter as the scene draws them. */
export function partiesOf(scene, item) {
  if (!item || !item.node.matter) return [];
  return scene.edges.filter((edge) => edge.edge.party && (edge.source === item.id || edge.target === item.id)).map((edge) => scene.nodes.get(edge.source === item.id ? edge.target : edge.source));
}

export function lookOf(node) {
  return node.life ? LOOKS[rowOf(stateOf(node))] : LOOKS.good;
}

/** Options for the painter of one mark. */
export function markStyle(item, scene, context) {
  const { node } = item;
  const group = groupOf(node);
  const unit = doc.units.get(item.id);
  const main = context.centre && context.centre.id === item.id;
  const party = context.parties.has(item.id);
  const faded = context.selected && !context.near.has(item.id);
  const ring = main ? colour("ink") : party ? colour(groupOf(context.centre.node).colour) : "";
  return {
    shape: group.shape, token: group.colour, r: main && node.matter ? 10.5 : item.size || sizeOf(item.id), look: lookOf(node), ring,
    conflict: node.conflicts.length > 0, city: Boolean(unit) && /thành phố|city/i.test(unit.category.join(" ")),
    successor: Boolean(unit) && !scene.span && Boolean(unit.since) && born(unit.id) && !node.touched, opacity: faded ? (unit ? 0.42 : 0.25) : 1,
  };
}

const merged = new Set([...doc.changes.values()].filter((change) => change.kind !== "split" && change.inputs.length > 0).flatMap((change) => change.outputs));
const latest = [...doc.changes.values()].filter((change) => change.kind === "merge").map((change) => change.effective).sort().pop() || "9999";

function born(id) {
  const unit = doc.units.get(id);
  return merged.has(id) && unit.since >= latest;
}

/** Colour, width, dash and opacity of one edge. */
export function edgeStyle(edge, scene, context) {
  const ends = [scene.nodes.get(edge.source).node, scene.nodes.get(edge.target).node];
  const tokens = ends.map((node) => groupOf(node).colour);
  const index = edge.edge.party ? ends.findIndex((node) => !doc.units.has(node.id)) : tokens.every((token) => !NEUTRAL.has(token)) ? 0 : -1;
  const kind = index >= 0 ? tokens[index] : "ink3";
  const coloured = index >= 0 && !NEUTRAL.has(kind);
  const atCentre = context.centre && (edge.source === context.centre.id || edge.target === context.centre.id);
  const strong = atCentre && edge.edge.party && context.centre.node.matter;
  const dash = coloured ? lookOf(ends[index]).line : [];
  const base = strong ? 1 : coloured ? (atCentre ? 0.9 : 0.42) : atCentre ? 0.7 : 0.34;
  return {
    color: { color: colour(kind), highlight: colour(kind), hover: colour(kind), opacity: context.selected && !atCentre ? 0.1 : base },
    width: strong ? 2.6 : coloured ? (edge.trunk ? Math.min(4.5, 1.2 + 0.5 * edge.count) : 1.4) : 1,
    dashes: dash.length ? (strong ? [6, 4] : dash) : false,
  };
}

