// Paints the Country view on a canvas (or on what takes the same calls): pure drawing, everything it needs is given.

import { hull } from "./hull.js";
import { colour, onScreen, paintMark } from "./paint.js";
import { paintHalo, paintNumber, paintStand } from "./paint-units.js";
import { measurer, paintLabels } from "./paint-text.js";
import { paintLines, paintMarks, paintPlates } from "./paint-many.js";
import { paintGaps, paintSized, paintStars } from "./country-extras.js";
import { THIN } from "./country-curves.js";
import { CHOSEN, ribbons, spotOf } from "./country-geometry.js";
import { countryLabels } from "./country-labels.js";
import { bundleOf, focusOf } from "./country-focus.js";

const GHOST = 0.35;
/** How far the rest of the picture steps back while something is selected. */
const REST = { mark: 0.22, line: 0.1, unit: 0.28, name: 0.55 }, SIBLING = { mark: 0.45, line: 0.22 };

/** So many lines or marks are painted in one step: of 10,000 marks no step took 100 ms without a graphics card. */
const SLICE = 1500;

function* inSlices(list, paint) {
  for (let from = 0; from < list.length; from += SLICE) { paint(list.slice(from, from + SLICE)); yield; }
}

/** `full` at 0, `faded` at 1; rounded, so that equal things share one path. */
function fade(full, faded, amount) {
  return Math.round((full + (faded - full) * amount) * 50) / 50;
}

function alphaOf(kind, node, scene, focus, amount) {
  const ghost = scene.marks.get(node.id).ghost ? GHOST : 1;
  if (!focus.full || focus.full.has(node.id)) return ghost;
  return fade(ghost, (focus.siblings.has(node.id) ? SIBLING : REST)[kind] * ghost, amount);
}

function shade(ctx, points) {
  ctx.beginPath();
  points.forEach(([x, y], index) => (index ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.closePath();
}

/** The land of each unit to be: hull of its members, rims so that neighbours stay apart. */
function paintWashes(ctx, scene, shapes) {
  const outlines = scene.washes.map(({ members }) => hull(members.map((id) => shapes.stands.get(id)).map(({ x, y, r }) => ({ x, y, r: Math.max(1, r - 11) }))));
  ctx.lineJoin = "round";
  for (const points of outlines) {
    shade(ctx, points);
    for (const [token, width] of [["bg", 33 + 2], ["line", 30 + 2], ["land", 30]]) { ctx.strokeStyle = colour(token); ctx.lineWidth = width; ctx.stroke(); }
    ctx.fillStyle = colour("land");
    ctx.fill();
  }
}

/** The land between the parties of the selected matter, in the colour of its kind. */
function paintHull(ctx, shapes, focus, amount) {
  const circles = [...focus.parties].map((id) => shapes.stands.get(id)).filter(Boolean).map(({ x, y, w, h }) => ({ x, y, r: Math.max(w, h) + 22 }));
  if (circles.length < 2 || focus.mode !== "matter") return;
  ctx.globalAlpha = 0.1 * amount;
  ctx.fillStyle = colour(focus.token);
  shade(ctx, hull(circles));
  ctx.fill();
  ctx.globalAlpha = 1;
}

/** Long lines are fainter. */
function clarity(length) {
  return Math.round(Math.min(0.72, Math.max(0.42, 95 / length)) * 25) / 25;
}

function lineOf(stripe, scene, focus, amount, thin) {
  const { token, look } = scene.marks.get(stripe.node.id), main = focus.node && stripe.node.id === focus.node.id;
  const strength = main ? 1 : clarity(stripe.length) * (look.bar ? 0.85 : 1);
  const given = alphaOf("line", stripe.node, scene, focus, amount);
  const own = !focus.full || focus.full.has(stripe.node.id);
  const alpha = own ? strength * given : Math.min(strength, given);
  // Among thousands lines are fine and plain: five times quicker, and the dash could not be seen.
  const dash = !main && thin ? [] : look.line.map((n) => n * Math.max(main ? 1.5 : 1, stripe.width / THIN));
  return Object.assign({}, stripe, { token, dash, width: main ? Math.max(2.6, stripe.width) : thin ? 1 : stripe.width, main, alpha: Math.round(alpha * 50) / 50 });
}

function raysOf(pill, scene, focus, amount) {
  const node = pill.nodes[0], alpha = Math.round(0.7 * Math.max(...pill.nodes.map((one) => alphaOf("line", one, scene, focus, amount))) * 50) / 50;
  return pill.rays.map(([x0, y0, x1, y1]) => ({ x0, y0, x1, y1, bent: false, token: scene.marks.get(node.id).token, dash: [], width: 1.1, alpha }));
}

/** Bands between units: the strongest clear, the rest faint; of a selection only those of its units. */
function paintBands(ctx, shapes, focus, amount) {
  const own = ({ a, b }) => !focus.mode || (focus.units.length > 1 ? focus.units.includes(a) && focus.units.includes(b) : focus.units.includes(a) || focus.units.includes(b));
  const lines = shapes.bands.map((band) => Object.assign({}, band, { dash: [], alpha: own(band) ? (band.solid ? 0.72 : 0.15) : fade(band.solid ? 0.72 : 0.15, 0.06, amount) }));
  paintLines(ctx, lines.filter((line) => line.alpha < 0.5));
  paintLines(ctx, lines.filter((line) => line.alpha >= 0.5));
}

/** A step a slice, as all that is painted in steps. */
function* paintAllLines(ctx, scene, shapes, focus, amount) {
  const lines = [];
  for (const pill of shapes.pills) {
    if (pill.off) continue;
    const open = pill.kind === "hub" && pill.key === focus.key;
    for (const stripe of open ? ribbons(pill, shapes.stands) : pill.stripes) lines.push(lineOf(stripe, scene, focus, amount, shapes.thin));
    if (!open) lines.push(...raysOf(pill, scene, focus, amount));
  }
  yield;
  const way = wayLines(scene, shapes, focus);
  paintLines(ctx, way.map((line) => Object.assign({}, line, { token: "ink", dash: [], width: 4.4, alpha: 0.85 })));
  const rest = lines.filter((line) => !line.main);
  yield* inSlices(scene.sizes ? rest.sort((one, other) => other.width - one.width) : rest, (some) => paintLines(ctx, some));
  paintLines(ctx, [...way, ...lines.filter((line) => line.main)]);
}

/** The lines of the way between two units, also where the picture has only rays. */
function wayLines(scene, shapes, focus) {
  return focus.way.flatMap(({ key, id, ends }) => {
    const pill = shapes.pills.find((one) => one.key === key), { token, look } = scene.marks.get(id), node = pill.nodes.find((one) => one.id === id);
    const all = ribbons(Object.assign({}, pill, { nodes: [node] }), shapes.stands);
    return all.filter((stripe) => stripe.node === node && stripe.ends.every((id) => ends.includes(id))).map((stripe) => Object.assign({}, stripe, { token, dash: look.line, alpha: 1 }));
  });
}

function inFocus(pill, focus) {
  return !focus.full || pill.nodes.some((node) => focus.full.has(node.id));
}

function* paintPills(ctx, scene, shapes, focus, amount) {
  const marks = [], plates = [];
  for (const pill of shapes.pills) {
    if (pill.off) continue;
    if (pill.plate) plates.push({ pill, alpha: inFocus(pill, focus) ? 1 : fade(1, REST.mark, amount) });
    for (const { node, x, y, side, known } of pill.bare ? [] : pill.marks) {
      if (focus.node !== node) marks.push({ x, y, side, known, style: scene.marks.get(node.id), alpha: alphaOf("mark", node, scene, focus, amount), onPlate: pill.plate });
    }
  }
  yield;
  paintPlates(ctx, plates);
  yield* inSlices(marks, (some) => paintEach(ctx, some));
  for (const { pill, alpha } of plates) paintNumber(ctx, pill, alpha);
}

/** Marks at their usual size, and squares that an amount makes larger or smaller. */
function paintEach(ctx, marks) {
  paintMarks(ctx, marks.filter((mark) => !mark.side));
  paintSized(ctx, marks.filter((mark) => mark.side));
}

/** The selected matter: large, at the middle of its pill. */
function paintSelected(ctx, scene, shapes, focus) {
  const pill = shapes.pills.find((one) => one.key === focus.key);
  if (!pill) return;
  const { x, y } = spotOf(pill, focus.node.id), { side } = pill.marks.find(({ node }) => node === focus.node) || {};
  if (side > 19) paintSized(ctx, [{ x, y, side, known: true, style: scene.marks.get(focus.node.id), alpha: 1 }]);
  else onScreen(ctx, x, y, 1, () => paintMark(ctx, Object.assign({ r: CHOSEN }, scene.marks.get(focus.node.id))));
}

/** The units that a matter of the column covers: a broad rim in the colour of its kind. */
function paintTint(ctx, shapes, ids, token, amount) {
  ctx.globalAlpha = 0.28 * amount;
  for (const id of ids) if (shapes.stands.has(id)) paintHalo(ctx, shapes.stands.get(id), token, 9, 5);
  ctx.globalAlpha = 1;
}

function paintHalos(ctx, shapes, focus) {
  if (focus.mode === "region") paintTint(ctx, shapes, focus.parties, focus.token, 1);
  const ringed = focus.mode === "matter" || focus.mode === "region" ? [...focus.parties] : focus.units;
  for (const id of ringed) {
    const shape = shapes.stands.get(id);
    if (shape) paintHalo(ctx, shape, focus.mode === "unit" || focus.mode === "two" ? "ink" : focus.token, 2);
  }
}

/**
 * Paints the whole picture, a slice a step; the background is the caller's. `look`: {selected: ids, hits: Set of ids,
 * fade: 0 to 1, how far the rest has stepped back (1 when left out)}. Returns the labels as they were placed.
 */
export function* countrySteps(ctx, scene, shapes, look) {
  const focus = focusOf(scene, look.selected || []), amount = look.fade === undefined ? 1 : look.fade;
  if (scene.washed) paintWashes(ctx, scene, shapes);
  paintHull(ctx, shapes, focus, amount);
  paintBands(ctx, shapes, focus, amount);
  paintGaps(ctx, shapes, focus, amount);
  yield* paintAllLines(ctx, scene, shapes, focus, amount);
  for (const [id, shape] of shapes.stands) paintStand(ctx, shape, focus.mode && !focus.parties.has(id) ? fade(1, REST.unit, amount) : 1, true);
  paintHalos(ctx, shapes, focus);
  yield* paintPills(ctx, scene, shapes, focus, amount);
  if (focus.mode === "matter") paintSelected(ctx, scene, shapes, focus);
  for (const id of look.hits || []) paintHit(ctx, scene, shapes, id);
  paintStars(ctx, scene.starred.map((id) => starredAt(scene, shapes, focus, id)));
  yield;
  const labels = countryLabels(scene, shapes, focus, measurer(ctx));
  paintLabels(ctx, labels, fade(1, REST.name, amount));
  return labels;
}

/** The same at once. */
export function paintCountry(...given) {
  const steps = countrySteps(...given);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

function paintHit(ctx, scene, shapes, id) {
  const at = placeOf(scene, shapes, id);
  if (at) paintHalo(ctx, at, "focus", 2, 4);
}

/** Where a unit or a matter is drawn now: {x, y, r, …}; null where it is not. */
export function placeOf(scene, shapes, id) {
  if (shapes.stands.has(id)) return shapes.stands.get(id);
  const bundle = bundleOf(scene, id), pill = bundle && shapes.pills.find((one) => one.key === bundle.key);
  if (!pill) return null;
  return pill.marks.find((mark) => mark.node.id === id) || { x: pill.x, y: pill.y, r: pill.h };
}

/** Where the star of a thing belongs: the selected matter is larger, and in the middle. */
function starredAt(scene, shapes, { node, key }, id) {
  const pill = node && node.id === id && shapes.pills.find((one) => one.key === key);
  if (!pill) return placeOf(scene, shapes, id);
  const { x, y } = spotOf(pill, id);
  return { x, y, r: CHOSEN };
}

function paintHovered(ctx, scene, shapes, id) {
  const bundle = bundleOf(scene, id), pill = bundle && shapes.pills.find((one) => one.key === bundle.key), at = placeOf(scene, shapes, id);
  if (!pill && at) paintHalo(ctx, at, "ink", 1.5);
  if (!pill && !at) paintCovered(ctx, scene, shapes, id);
  if (!pill) return;
  const all = pill.kind === "internal" ? [] : ribbons(pill, shapes.stands), mine = all.filter((stripe) => stripe.node.id === id);
  const lines = (mine.length ? mine : all).map((stripe) => Object.assign({}, stripe, { token: scene.marks.get(id).token, dash: scene.marks.get(id).look.line, width: Math.max(2.2, stripe.width), alpha: 1 }));
  paintLines(ctx, lines);
  for (const end of pill.ends) { const shape = shapes.stands.get(end); paintStand(ctx, shape, 1, true); paintHalo(ctx, shape, "ink", 1.5); }
  ctx.save();
  ctx.translate(at.x, at.y);
  ctx.scale(1.35, 1.35);
  paintEach(ctx, [{ x: 0, y: 0, side: at.side, known: at.known, style: scene.marks.get(id), alpha: 1 }]);
  ctx.restore();
}

/** A matter of the column under the pointer. */
function paintCovered(ctx, scene, shapes, id) {
  const focus = focusOf(scene, [id]);
  if (focus.mode !== "region") return;
  paintTint(ctx, shapes, focus.parties, focus.token, 1);
  for (const one of focus.parties) paintHalo(ctx, shapes.stands.get(one), focus.token, 1.5);
}

/** What the pointer and the keyboard are on; on a canvas of its own above the picture. `look`: {hovered: id, focused: id}. */
export function paintOverlay(ctx, scene, shapes, look) {
  if (look.hovered) paintHovered(ctx, scene, shapes, look.hovered);
  const at = look.focused && placeOf(scene, shapes, look.focused);
  if (at) paintHalo(ctx, at, "focus", 2, 3);
}
