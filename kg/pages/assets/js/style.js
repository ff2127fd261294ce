// How each thing and each line of the picture looks now: state, selection, hover, lens.

import { doc } from "./doc.js";
import { state } from "./state.js";
import { LOOKS } from "./marks.js";
import { rowOf } from "./states.js";
import { stateOf, isGhost } from "./filters.js";
import { groupOf } from "./panel-rows.js";
import { colour, capsuleSize, pillSize } from "./paint.js";
import { reads } from "./lens.js";
import { dotsOf } from "./merged.js";

const NEUTRAL = new Set(["unit", "ink2", "ink3", "doc"]);
const GHOST = 0.35;
/** A partner abroad is a hollow disc. */
const ABROAD = Object.assign({}, LOOKS.good, { fill: false });

/** The thing that the picture is about now: the selection, else the page's focus. */
export function centre(scene) {
  const wanted = state.sel[0] || doc.meta.focus;
  if (!wanted) return null;
  if (scene.nodes.has(wanted)) return scene.nodes.get(wanted);
  return reads(scene.span, wanted).map((id) => scene.nodes.get(id)).find(Boolean) || null;
}

function touches(edge, id) { return edge.source === id || edge.target === id || edge.pair === id; }

/** Ids next to a thing, itself included. */
export function around(scene, id) {
  const near = new Set(id ? [id] : []);
  for (const edge of scene.edges) if (touches(edge, id)) for (const end of [edge.source, edge.target]) near.add(end);
  return near;
}

/** Parties of a matter as the scene draws them. */
export function partiesOf(scene, item) {
  if (!item || !item.node.matter) return [];
  const ids = scene.edges.filter((edge) => edge.edge.party && touches(edge, item.id)).flatMap((edge) => [edge.source, edge.target]);
  return [...new Set(ids)].filter((id) => id !== item.id).map((id) => scene.nodes.get(id));
}

/** What the looks of all marks and lines depend on besides themselves. */
export function contextOf(scene, hovered) {
  const main = centre(scene);
  const way = new Set(scene.path.map(({ edge, from, to }) => `${edge.id} ${[from, to].sort().join(" ")}`));
  const stops = scene.path.flatMap(({ from, to }) => [from, to]);
  const selected = state.sel.length > 1 || (state.sel.length === 1 && state.sel[0] !== doc.meta.focus && main !== null);
  const near = new Set([...(main && !stops.length ? around(scene, main.id) : main ? [main.id] : []), ...stops, ...state.sel]);
  return { centre: main, selected, near, parties: new Set(partiesOf(scene, main).map((item) => item.id)), way, hovered, beside: hovered ? around(scene, hovered) : new Set() };
}

export function onWay(edge, context) { return context.way.has(`${edge.edge.id} ${[edge.source, edge.target].sort().join(" ")}`); }

export function lookOf(node) {
  return node.life ? LOOKS[rowOf(stateOf(node))] : LOOKS.good;
}

/** Half width and half height of a mark with its ring, in pixels of the screen. */
export function halfOf(item, context) {
  if (item.pill) { const { w, h } = pillSize(item.pill.length, item.dotted); return [w, h]; }
  const main = context.centre && context.centre.id === item.id;
  const ringed = context.parties.has(item.id) || main ? 4.5 : 0;
  if (item.members.length) { const { w, h } = capsuleSize(dotsOf(item)); return [w + ringed, h + ringed]; }
  const r = main && item.node.matter ? 10.5 : item.size;
  return [r + 1 + ringed, r + 1 + ringed];
}

/** Options for the painter of one mark. */
export function markStyle(item, scene, context) {
  const { node } = item;
  const group = groupOf(node);
  const unit = doc.units.get(item.id);
  const main = context.centre && context.centre.id === item.id;
  const ring = main ? colour("ink") : context.parties.has(item.id) ? colour(groupOf(context.centre.node).colour) : unit && context.beside.has(item.id) ? colour("ink") : "";
  const faded = context.selected && !context.near.has(item.id) && !context.beside.has(item.id);
  const r = main && node.matter ? 10.5 : item.size * (context.hovered === item.id ? 1.35 : 1);
  return {
    shape: group.shape, token: group.colour, r, look: unit && unit.foreign ? ABROAD : lookOf(node), ring,
    conflict: node.conflicts.length > 0, city: Boolean(unit) && unit.city,
    successor: Boolean(unit) && !scene.span && Boolean(unit.since) && born(unit.id),
    opacity: (faded ? (unit ? 0.42 : 0.25) : 1) * (isGhost(node) && !main ? GHOST : 1),
  };
}

const merged = new Set([...doc.changes.values()].filter((change) => change.kind !== "split" && change.inputs.length > 0).flatMap((change) => change.outputs));
const latest = [...doc.changes.values()].filter((change) => change.kind === "merge").map((change) => change.effective).sort().pop() || "9999";

function born(id) {
  const unit = doc.units.get(id);
  return merged.has(id) && unit.since >= latest;
}

/** A colour of the theme with an opacity, as vis-network takes it without reading it apart. */
function tint(token, opacity) {
  return colour(token) + Math.round(Math.max(0, Math.min(1, opacity)) * 255).toString(16).padStart(2, "0");
}

/** Colour, width and dash of one edge. */
export function edgeStyle(edge, scene, context) {
  const nodes = edge.pair ? [doc.nodes.get(edge.pair), doc.nodes.get(edge.pair)] : [scene.nodes.get(edge.source).node, scene.nodes.get(edge.target).node];
  const tokens = nodes.map((node) => groupOf(node).colour);
  const index = edge.edge.party ? nodes.findIndex((node) => !doc.units.has(node.id)) : tokens.every((token) => !NEUTRAL.has(token)) ? 0 : -1;
  const kind = index >= 0 ? tokens[index] : "ink3";
  const coloured = index >= 0 && !NEUTRAL.has(kind);
  const atCentre = context.centre !== null && touches(edge, context.centre.id);
  const strong = atCentre && edge.edge.party && context.centre.node.matter;
  const lit = onWay(edge, context) || (context.hovered !== "" && touches(edge, context.hovered));
  const dash = coloured ? lookOf(nodes[index]).line : [];
  const base = strong || lit ? 1 : coloured ? (atCentre ? 0.9 : 0.42) : atCentre ? 0.7 : 0.34;
  const opacity = context.selected && !lit && (!atCentre || context.way.size > 0) ? 0.1 : base;
  const plain = coloured ? (edge.trunk ? Math.min(4.5, 1.2 + 0.5 * edge.count) : 1.4) : 1;
  return {
    color: tint(kind, opacity * (index >= 0 && isGhost(nodes[index]) && !atCentre && !lit ? GHOST : 1)),
    width: strong ? 2.6 : lit ? Math.max(plain, 2.2) : plain,
    dashes: dash.length ? (strong ? [6, 4] : dash) : false,
  };
}
