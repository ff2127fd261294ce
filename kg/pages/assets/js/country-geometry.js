// Where everything of the Country view stands in the window, for one camera. Pure: numbers only, no drawing.

import { MOST } from "./country-bands.js";
import { MOST_PAIRED, abreast, curvesOf, gapsOf, pointOf, widthsOf } from "./country-curves.js";

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

/** The plate of marks of these sizes, in rows: {w, h: half sizes, places: [{x, y}] from its middle}; `row`: all side by side. */
function plateOf(cells, row = false) {
  const n = cells.length, columns = row || n < 4 ? n : Math.ceil(Math.sqrt(1.4 * n)), rows = [];
  for (let index = 0; index < n; index += columns) rows.push(cells.slice(index, index + columns));
  const wide = rows.map((one) => one.reduce((sum, cell) => sum + cell, 0)), tall = rows.map((one) => Math.max(...one));
  const height = tall.reduce((sum, cell) => sum + cell, 0), places = [];
  let top = -height / 2;
  rows.forEach((one, index) => {
    let left = -wide[index] / 2;
    for (const cell of one) { places.push({ x: left + cell / 2, y: top + tall[index] / 2 }); left += cell; }
    top += tall[index];
  });
  return { w: Math.max(...wide) / 2 + 3, h: height / 2 + 3, places };
}

/** A mark of a matter: its radius and, where its amount says how large it is, its side. */
function markOf(node, sizes) {
  const size = sizes && sizes.get(node.id);
  return size ? { node, r: size.side / 2, side: size.side, known: size.known } : { node, r: node.group === "agr" ? 5.9 : 5.4 };
}

/** Plate and marks of a bundle of matters at x, y; where there are too many, the last place says how many more. */
function bundle(nodes, x, y, { row = false, counted = false, sizes = null } = {}) {
  const full = nodes.length > DRAWN;
  if (nodes.length === 1 && !row) {
    const mark = Object.assign(markOf(nodes[0], sizes), { x, y });
    return { w: mark.r + 1.5, h: mark.r + 1.5, x, y, nodes, plate: false, number: 0, marks: [mark], more: null };
  }
  if (counted && nodes.length > 1) return { w: 8 + 3 * String(nodes.length).length, h: 9, x, y, nodes, plate: true, number: nodes.length, marks: [], more: null };
  const drawn = (full ? nodes.slice(0, DRAWN - 1) : nodes).map((node) => markOf(node, sizes));
  const cells = [...drawn.map((mark) => Math.max(CELL, mark.side ? mark.side + 3 : 0)), ...(full ? [CELL] : [])], plate = plateOf(cells, row);
  const marks = drawn.map((mark, index) => Object.assign(mark, { x: x + plate.places[index].x, y: y + plate.places[index].y }));
  const last = plate.places[plate.places.length - 1];
  return { w: plate.w, h: plate.h, x, y, nodes, plate: true, number: 0, marks, more: full ? { count: nodes.length - DRAWN + 1, x: x + last.x, y: y + last.y } : null };
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
function bends(pill, a, b, steps, widths) {
  const along = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const nx = -(b.y - a.y) / along, ny = (b.x - a.x) / along;
  const cx = 2 * pill.x - (a.x + b.x) / 2, cy = 2 * pill.y - (a.y + b.y) / 2;
  return steps.map((d, index) => ({ node: pill.nodes[index], ends: pill.ends, width: widths[index], x0: a.x + nx * d, y0: a.y + ny * d, cx: cx + nx * d, cy: cy + ny * d,
    x1: b.x + nx * d, y1: b.y + ny * d, bent: true, length: along }));
}

/** Stripes from the pill straight to one of its parties. */
function spokes(pill, end, steps, widths) {
  const along = Math.hypot(end.x - pill.x, end.y - pill.y) || 1;
  const nx = -(end.y - pill.y) / along, ny = (end.x - pill.x) / along;
  return steps.map((d, index) => ({ node: pill.nodes[index], ends: [end.id], width: widths[index], x0: pill.x + nx * d, y0: pill.y + ny * d, cx: 0, cy: 0,
    x1: end.x + nx * d, y1: end.y + ny * d, bent: false, length: along }));
}

/** Every stripe of a bundle, at most `most` to each end, also of one that draws only rays until it is hovered or selected. */
export function ribbons(pill, stands, most = 15) {
  if (pill.bare) return pill.stripes;
  const ends = pill.ends.map((id) => stands.get(id)), widths = widthsOf(pill.nodes.slice(0, most), pill.sizes), steps = abreast(widths, Math.min(2.5, 15 / widths.length));
  return ends.length === 2 ? bends(pill, ends[0], ends[1], steps, widths) : ends.flatMap((end) => spokes(pill, end, steps, widths));
}

/** Where the sign of a matter stands while it is chosen: in the middle of its pill, else of its own curve. */
export function spotOf(pill, id) {
  return (pill.bare && pill.marks.find((mark) => mark.node.id === id)) || pill;
}

/** Half the size of a chosen sign. */
export const CHOSEN = 10.5;
/** The room between it and those beside it. */
const BESIDE = 2;

/** A pill whose other signs stand aside, so that none lies under the chosen one, which stands large in its middle. */
function withRoom(pill, id) {
  const others = pill.marks.filter(({ node }) => node.id !== id), left = others.filter((mark) => mark.x < pill.x - 1), right = others.filter((mark) => mark.x > pill.x + 1);
  for (const mark of others) if (Math.abs(mark.x - pill.x) <= 1) (left.length < right.length ? left : right).push(mark);
  const short = (marks) => Math.max(0, ...marks.map((mark) => CHOSEN + BESIDE + mark.r - Math.abs(mark.x - pill.x)));
  const aside = (marks, by) => marks.map((mark) => Object.assign({}, mark, { x: mark.x + by }));
  const most = Math.max(short(left), short(right)), own = pill.marks.filter(({ node }) => node.id === id);
  return Object.assign({}, pill, { w: pill.w + most, marks: [...own, ...aside(left, -short(left)), ...aside(right, short(right))], more: pill.more && Object.assign({}, pill.more, { x: pill.more.x + short(right) }) });
}

/** The shapes while `id` is chosen; nothing changes where that is no matter of a pill. */
export function chosenIn(shapes, id = "") {
  if (!id) return shapes;
  const holds = (pill) => pill.plate && !pill.number && pill.nodes.some((node) => node.id === id);
  return shapes.pills.some(holds) ? Object.assign({}, shapes, { pills: shapes.pills.map((pill) => (holds(pill) ? withRoom(pill, id) : pill)) }) : shapes;
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

/** A set of two to five parties without marks: its curves, and where on them the sign of each matter would stand. */
function bareShape(pill, stands, camera, curves) {
  const x = pill.x * camera.k + camera.tx, y = pill.y * camera.k + camera.ty, off = unseen(Object.assign({}, pill, { x, y, kind: "pair" }), stands, camera);
  const marks = pill.nodes.map((node) => {
    const all = curves.filter((one) => one.node === node).map((one) => pointOf(one)), far = (at) => Math.hypot(at.x - x, at.y - y);
    return Object.assign({ node, r: 4, w: 1, h: 1 }, all.reduce((best, at) => (far(at) < far(best) ? at : best)));
  });
  return { key: pill.key, ends: pill.ends, kind: "lines", bare: true, x: marks[0].x, y: marks[0].y, w: 1, h: 1, nodes: pill.nodes, plate: false, number: 0, marks, more: null,
    stripes: off ? [] : curves, rays: [], off };
}

function moved(pill, dx, dy) {
  for (const at of [pill, ...pill.marks, ...(pill.more ? [pill.more] : [])]) { at.x += dx; at.y += dy; }
}

/** Moves a pill that its squares made larger off the units that it covers. */
function cleared(pill, stands) {
  if (!pill.marks.some((mark) => mark.side > CELL)) return;
  for (let round = 0; round < 4; round++) {
    for (const one of stands.values()) {
      const dx = pill.x - one.x, dy = pill.y - one.y, overX = pill.w + one.w + 2 - Math.abs(dx), overY = pill.h + one.h + 2 - Math.abs(dy);
      if (overX <= 0 || overY <= 0) continue;
      if (overX < overY) moved(pill, dx < 0 ? -overX : overX, 0); else moved(pill, 0, dy < 0 ? -overY : overY);
    }
  }
}

function pillShape(pill, stands, camera, { counted, thin, sizes }) {
  const many = pill.ends.length > MOST_PAIRED;
  const out = bundle(pill.nodes, pill.x * camera.k + camera.tx, pill.y * camera.k + camera.ty, { counted, sizes });
  cleared(out, stands);
  Object.assign(out, { key: pill.key, ends: pill.ends, sizes, kind: pill.ends.length === 2 ? "pair" : many ? "hub" : "spokes" });
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
function inside(group, stand, sizes) {
  const out = bundle(group.nodes, stand.x, stand.y - stand.h - 5, { row: true, sizes });
  moved(out, 0, plateOf([CELL]).h - out.h);
  return Object.assign(out, { key: group.key, ends: group.ends, kind: "internal", stripes: [], rays: [], off: false });
}

function bandShapes(scene, stands) {
  return scene.bands.map((band) => {
    const from = stands.get(band.a), to = stands.get(band.b);
    return Object.assign({ x0: from.x, y0: from.y, cx: 0, cy: 0, x1: to.x, y1: to.y, bent: false, width: band.width }, band);
  });
}

/** The corner of the window that its tools lie on, in a narrow one the whole strip: [left, top, right, bottom]. */
export function toolsIn(w, h) {
  return w < 760 ? [0, h - 56, w, h] : [w - 234, h - 46, w, h];
}

/**
 * Everything in pixels of the window for a camera {k, tx, ty} (and, to leave out what cannot be seen, its w and h):
 * {k, counted: pills tell their number, thin: one fine line a party in place of stripes, bounds: what of the world the window shows, tools: the corner for names to keep free, or null, stands: Map id → {id, kind: disc | ring | capsule, x, y, r, w, h: half sizes, box, city, dots}, pills:
 * [{key, kind: pair | spokes | hub | internal, x, y, w, h: half sizes, ends, nodes, plate, number, marks: [{node, x, y, r}],
 * more, stripes: [{node, ends, width, x0, y0, cx, cy, x1, y1, bent, length}], rays, off, bare: lines in place of marks}]}; the internal ones stand last.
 * bands: [{a, b, n, width, x0, y0, x1, y1, …}], gaps: [{a, b, x0, …}].
 */
export function geometry(scene, camera) {
  const stands = standShapes(scene, camera);
  const counted = scene.drawn > CROWDED && camera.k < NEAR && !scene.each;
  const thin = scene.drawn > MOST;
  const curves = scene.lined ? curvesOf(scene, stands) : new Map(), how = { counted, thin, sizes: scene.sizes };
  const pills = scene.pills.map((pill) => (curves.has(pill.key) ? bareShape(pill, stands, camera, curves.get(pill.key)) : pillShape(pill, stands, camera, how)));
  for (const [id, group] of scene.internal) if (stands.has(id)) pills.push(inside(group, stands.get(id), scene.sizes));
  const { k, tx, ty, w = Infinity, h = Infinity } = camera, bounds = [Math.max(0, tx), Math.max(0, ty), Math.min(w, scene.world[0] * k + tx), Math.min(h, scene.world[1] * k + ty)];
  return { k, tools: w < Infinity ? toolsIn(w, h) : null, counted, thin, bounds, stands, pills, bands: bandShapes(scene, stands), gaps: gapsOf(scene, stands) };
}
