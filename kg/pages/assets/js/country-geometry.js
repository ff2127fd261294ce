// Where everything of the Country view stands in the window, for one camera. Pure: numbers only, no drawing.

import { MOST } from "./country-bands.js";

/** Above so many matters pills tell their number instead of their marks, until the reader comes near. */
export const CROWDED = 400;
export const NEAR = 1.3;
export const CELL = 13;
const DRAWN = 12;
const RAY = 12;

/** Radius of the disc of a unit that takes part in so many matters. */
export function discRadius(matters) {
  return 3.2 + 1.9 * Math.sqrt(matters);
}

/** Columns, rows, what is drawn, and half sizes of the plate of n marks; `row`: all side by side. */
export function plateOf(n, row = false) {
  const drawn = Math.min(n, DRAWN);
  const columns = row || drawn < 4 ? drawn : Math.ceil(Math.sqrt(1.4 * drawn));
  const rows = Math.ceil(drawn / columns);
  return { drawn, columns, rows, w: (columns * CELL) / 2 + 3, h: (rows * CELL) / 2 + 3 };
}

/** Offsets of n stripes side by side, at most `most` of them. */
export function offsets(n, most = 15) {
  const count = Math.min(n, most), pitch = Math.min(2.5, 15 / count);
  return Array.from({ length: count }, (_, index) => (index - (count - 1) / 2) * pitch);
}

function markRadius(node) {
  return node.group === "agr" ? 5.9 : 5.4;
}

function marksOf(nodes, x, y, plate) {
  const shown = nodes.length > DRAWN ? nodes.slice(0, DRAWN - 1) : nodes;
  const top = y - ((plate.rows - 1) * CELL) / 2;
  return shown.map((node, index) => {
    const row = Math.floor(index / plate.columns);
    const inRow = Math.min(plate.columns, plate.drawn - row * plate.columns);
    return { node, x: x + (index % plate.columns - (inRow - 1) / 2) * CELL, y: top + row * CELL, r: markRadius(node) };
  });
}

/** Where "+k" stands, for a pill that holds more than it draws. */
function moreOf(nodes, x, y, plate) {
  if (nodes.length <= DRAWN) return null;
  const inRow = plate.drawn - (plate.rows - 1) * plate.columns;
  return { count: nodes.length - DRAWN + 1, x: x + ((inRow - 1) / 2) * CELL, y: y + ((plate.rows - 1) * CELL) / 2 };
}

/** Plate and marks of a bundle of matters at x, y. */
function bundle(nodes, x, y, { row = false, counted = false } = {}) {
  const alone = nodes.length === 1;
  const plate = counted && !alone ? { w: 8 + 3 * String(nodes.length).length, h: 9 } : plateOf(nodes.length, row);
  const size = alone ? { w: markRadius(nodes[0]) + 1.5, h: markRadius(nodes[0]) + 1.5 } : { w: plate.w, h: plate.h };
  const listed = counted && !alone;
  return Object.assign(size, { x, y, nodes, plate: !alone, number: listed ? nodes.length : 0,
    marks: listed ? [] : marksOf(nodes, x, y, plate), more: listed ? null : moreOf(nodes, x, y, plate) });
}

function disc(stand, x, y) {
  const r = discRadius(stand.size);
  return { id: stand.id, kind: "disc", x, y, r, w: r, h: r, city: stand.city, dots: [{ id: stand.id, x, y, r, city: stand.city }] };
}

function capsule(stand, x, y) {
  const radii = stand.olds.map((old) => discRadius(old.size));
  const inner = radii.reduce((sum, r) => sum + 2 * r + 4, -4), h = Math.max(...radii) + 5;
  const w = inner / 2 + 6;
  let left = x - inner / 2;
  const dots = stand.olds.map((old, index) => {
    const dot = { id: old.id, x: left + radii[index], y, r: radii[index], city: old.city };
    left += 2 * radii[index] + 4;
    return dot;
  });
  return { id: stand.id, kind: "capsule", x, y, r: h, w, h, city: false, dots };
}

function ring(stand, host) {
  return { id: stand.id, kind: "ring", x: host.x + stand.side * (host.r + 7), y: host.y, r: 5, w: 5.8, h: 5.8, host: host.id, city: false, dots: [] };
}

function standShapes(scene, { k, tx, ty }) {
  const out = new Map();
  for (const stand of scene.stands.values()) {
    if (stand.host) continue;
    out.set(stand.id, (stand.olds.length > 1 ? capsule : disc)(stand, stand.x * k + tx, stand.y * k + ty));
  }
  for (const stand of scene.stands.values()) if (stand.host && out.has(stand.host)) out.set(stand.id, ring(stand, out.get(stand.host)));
  for (const shape of out.values()) shape.box = [shape.x - shape.w, shape.y - shape.h, shape.x + shape.w, shape.y + shape.h];
  return out;
}

/** Stripes of a pair: one bend through the pill, its ends moved with it so that the stripes stay side by side. */
function bends(pill, a, b, steps) {
  const along = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const nx = -(b.y - a.y) / along, ny = (b.x - a.x) / along;
  const cx = 2 * pill.x - (a.x + b.x) / 2, cy = 2 * pill.y - (a.y + b.y) / 2;
  return steps.map((d, index) => ({ node: pill.nodes[index], ends: pill.ends, x0: a.x + nx * d, y0: a.y + ny * d, cx: cx + nx * d, cy: cy + ny * d,
    x1: b.x + nx * d, y1: b.y + ny * d, bent: true, length: along }));
}

/** Stripes from the pill straight to one of its parties. */
function spokes(pill, end, steps) {
  const along = Math.hypot(end.x - pill.x, end.y - pill.y) || 1;
  const nx = -(end.y - pill.y) / along, ny = (end.x - pill.x) / along;
  return steps.map((d, index) => ({ node: pill.nodes[index], ends: [end.id], x0: pill.x + nx * d, y0: pill.y + ny * d, cx: 0, cy: 0,
    x1: end.x + nx * d, y1: end.y + ny * d, bent: false, length: along }));
}

/** Every stripe of a bundle, at most `most` to each end, also of one that draws only rays until it is hovered or selected. */
export function ribbons(pill, stands, most = 15) {
  const ends = pill.ends.map((id) => stands.get(id)), steps = offsets(pill.nodes.length, most);
  return ends.length === 2 ? bends(pill, ends[0], ends[1], steps) : ends.flatMap((end) => spokes(pill, end, steps));
}

/** A short ray from the edge of the pill toward each of its parties. */
function rays(pill, stands) {
  return pill.ends.map((id) => {
    const end = stands.get(id), dx = end.x - pill.x, dy = end.y - pill.y, along = Math.hypot(dx, dy) || 1;
    const edge = Math.min(pill.w / Math.max(1e-6, Math.abs(dx) / along), pill.h / Math.max(1e-6, Math.abs(dy) / along));
    const far = Math.min(along, edge + RAY);
    return [pill.x + (dx / along) * edge, pill.y + (dy / along) * edge, pill.x + (dx / along) * far, pill.y + (dy / along) * far];
  });
}

function pillShape(pill, stands, camera, counted, thin) {
  const many = pill.ends.length > 5;
  const out = bundle(pill.nodes, pill.x * camera.k + camera.tx, pill.y * camera.k + camera.ty, { counted });
  Object.assign(out, { key: pill.key, ends: pill.ends, kind: pill.ends.length === 2 ? "pair" : many ? "hub" : "spokes" });
  out.off = unseen(out, stands, camera);
  out.stripes = many || out.off ? [] : ribbons(out, stands, thin ? 1 : 15);
  out.rays = many && !out.off ? rays(out, stands) : [];
  return out;
}

/** True where neither the pill nor a line to one of its ends can touch the window. */
function unseen(pill, stands, { w, h }) {
  if (!w) return false;
  const all = [pill, ...pill.ends.map((id) => stands.get(id))], xs = all.map((one) => one.x), ys = all.map((one) => one.y);
  const bow = pill.kind === "pair" ? 0.5 : 0;
  const wide = (Math.max(...xs) - Math.min(...xs)) * bow + 60, tall = (Math.max(...ys) - Math.min(...ys)) * bow + 60;
  return Math.max(...xs) < -wide || Math.min(...xs) > w + wide || Math.max(...ys) < -tall || Math.min(...ys) > h + tall;
}

/** Matters inside one unit: a pill on its upper edge. */
function inside(group, stand) {
  const out = bundle(group.nodes, stand.x, stand.y - stand.h - 5, { row: true });
  const plate = plateOf(group.nodes.length, true);
  return Object.assign(out, { key: group.key, ends: group.ends, kind: "internal", stripes: [], rays: [], off: false, plate: true, w: plate.w, h: plate.h });
}

function bandShapes(scene, stands) {
  return scene.bands.map((band) => {
    const from = stands.get(band.a), to = stands.get(band.b);
    return Object.assign({ x0: from.x, y0: from.y, cx: 0, cy: 0, x1: to.x, y1: to.y, bent: false, width: band.width }, band);
  });
}

/** The corner of the window that its tools lie on, in a narrow one the whole strip: [left, top, right, bottom]. */
export function toolsIn(w, h) {
  return [w < 760 ? 0 : w - 246, h - 58, w, h];
}

/**
 * Everything in pixels of the window for a camera {k, tx, ty} (and, to leave out what cannot be seen, its w and h):
 * {k, counted: pills tell their number, thin: one fine line a party in place of stripes, bounds: what of the world the window shows, tools: the corner for names to keep free, stands: Map id → {id, kind: disc | ring | capsule, x, y, r, w, h: half sizes, box, city, dots}, pills:
 * [{key, kind: pair | spokes | hub | internal, x, y, w, h: half sizes, ends, nodes, plate, number, marks: [{node, x, y, r}],
 * more, stripes: [{node, ends, x0, y0, cx, cy, x1, y1, bent, length}], rays, off}]}; the internal ones stand last. bands: [{a, b, n, width, x0, y0, x1, y1, …}].
 */
export function geometry(scene, camera) {
  const stands = standShapes(scene, camera);
  const counted = scene.drawn > CROWDED && camera.k < NEAR && !scene.each;
  const thin = scene.drawn > MOST;
  const pills = scene.pills.map((pill) => pillShape(pill, stands, camera, counted, thin));
  for (const [id, group] of scene.internal) if (stands.has(id)) pills.push(inside(group, stands.get(id)));
  const { k, tx, ty, w = Infinity, h = Infinity } = camera, bounds = [Math.max(0, tx), Math.max(0, ty), Math.min(w, scene.world[0] * k + tx), Math.min(h, scene.world[1] * k + ty)];
  return { k, tools: toolsIn(w, h), counted, thin, bounds, stands, pills, bands: bandShapes(scene, stands) };
}
