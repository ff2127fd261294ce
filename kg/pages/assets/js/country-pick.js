// What of the Country view lies under a point of the window, or next to it in a direction. Pure.

import { pointOf } from "./country-curves.js";
import { CHOSEN, spotOf } from "./country-geometry.js";

const CELL = 32;
/** A mark is hit so far from its middle; a large unit a little beyond its rim. */
const REACH = 14, RIM = 3, NEAR = 7;
/** So much farther, in pixels, seems to an arrow key what lies rather aside than ahead. */
const ASIDE = 1e5;

function marks(pill, selected) {
  const chosen = pill.nodes.find((node) => selected.includes(node.id));
  const all = pill.marks.filter((mark) => mark.node !== chosen).map((mark) => ({ kind: "mark", id: mark.node.id, key: pill.key, x: mark.x, y: mark.y, r: mark.r, bare: pill.bare }));
  if (chosen) { const { x, y } = spotOf(pill, chosen.id); all.unshift({ kind: "mark", id: chosen.id, key: pill.key, x, y, r: CHOSEN }); }
  if (pill.number) all.push({ kind: "more", id: "more " + pill.key, key: pill.key, x: pill.x, y: pill.y, r: Math.max(pill.w, pill.h) });
  if (pill.more) all.push({ kind: "more", id: "more " + pill.key, key: pill.key, x: pill.more.x, y: pill.more.y, r: 6.5 });
  return all;
}

function units(shape) {
  const whole = { kind: "unit", id: shape.id, x: shape.x, y: shape.y, r: shape.r, w: shape.w, h: shape.h };
  if (shape.kind !== "capsule") return [whole];
  return [whole, ...shape.dots.map((dot) => ({ kind: "dot", id: dot.id, unit: shape.id, x: dot.x, y: dot.y, r: dot.r }))];
}

/**
 * Everything that can be pointed at, those drawn last first: [{kind: mark | more | unit | dot | gap, id, x, y, r, key: of the pill, unit: of a
 * dot, w, h: of a capsule, bare: only a line, which `lineAt` finds}]. `selected` ids are drawn large.
 */
export function targets(shapes, selected = []) {
  const pills = shapes.pills.filter((pill) => !pill.off).flatMap((pill) => marks(pill, selected));
  const bands = shapes.bands.filter((band) => band.solid).map((band) => bandTarget(band, (band.x0 + band.x1) / 2, (band.y0 + band.y1) / 2));
  return [...pills, ...bands, ...shapes.gaps.map((gap) => gapTarget(gap, pointOf(gap))), ...[...shapes.stands.values()].flatMap(units)];
}

/** How far a point is from the rim; 0 within. */
function distance(target, x, y) {
  const inX = target.w > target.r ? Math.max(0, Math.abs(x - target.x) - (target.w - target.r)) : x - target.x;
  return Math.max(0, Math.hypot(inX, y - target.y) - target.r);
}

/** Targets in cells, so that a point asks only its neighbours. */
export class Grid {
  constructor(list) {
    this.cells = new Map();
    list.forEach((target, rank) => this.add(target, rank));
  }

  add(target, rank) {
    const room = (target.kind === "dot" ? 0 : Math.max(RIM, REACH - target.r)), w = Math.max(target.w || 0, target.r) + room, h = target.r + room;
    for (let x = Math.floor((target.x - w) / CELL); x <= Math.floor((target.x + w) / CELL); x++) {
      for (let y = Math.floor((target.y - h) / CELL); y <= Math.floor((target.y + h) / CELL); y++) {
        const key = x * 1e6 + y;
        if (!this.cells.has(key)) this.cells.set(key, []);
        this.cells.get(key).push({ target, rank, room });
      }
    }
  }

  /** The target at or nearest to a point of the window; null where there is none within 14 px. Dots of a capsule only on request. */
  at(x, y, dots = false) {
    let best = null, least = Infinity;
    for (const { target, rank, room } of this.cells.get(Math.floor(x / CELL) * 1e6 + Math.floor(y / CELL)) || []) {
      if (target.kind === "dot" && !dots) continue;
      const far = distance(target, x, y), score = target.kind === "dot" ? -1 : far + rank * 1e-7;
      if (far > room || score >= least) continue;
      best = target;
      least = score;
    }
    return best;
  }
}

/** How far a point is from the middle line of a band. */
function fromLine({ x0, y0, x1, y1 }, x, y) {
  const dx = x1 - x0, dy = y1 - y0, along = Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - x0 - along * dx, y - y0 - along * dy);
}

/** The band between two units at a point, the strongest first; null for none. */
export function bandAt(bands, x, y) {
  const band = bands.find((one) => fromLine(one, x, y) <= Math.max(5, one.width / 2));
  return band ? bandTarget(band, x, y) : null;
}

function bandTarget({ key, a, b, n }, x, y) {
  return { kind: "band", id: key, a, b, n, x, y, r: 4, bare: true };
}

function gapTarget({ a, b }, { x, y }) {
  return { kind: "gap", id: `gap ${a} ${b}`, a, b, x, y, r: 4, bare: true };
}

/** How far a point is from a curve; Infinity where that is far. */
function fromCurve(line, x, y) {
  const { x0, y0, cx, cy, x1, y1 } = line;
  if (x < Math.min(x0, cx, x1) - NEAR || x > Math.max(x0, cx, x1) + NEAR || y < Math.min(y0, cy, y1) - NEAR || y > Math.max(y0, cy, y1) + NEAR) return Infinity;
  let least = Infinity, from = { x: x0, y: y0 };
  for (let step = 1; step <= 16; step++) {
    const to = pointOf(line, step / 16);
    least = Math.min(least, fromLine({ x0: from.x, y0: from.y, x1: to.x, y1: to.y }, x, y));
    from = to;
  }
  return least;
}

/** The matter whose own curve, or the neighbours whose line, is nearest to a point; null for none. */
export function lineAt({ pills, gaps }, x, y) {
  let best = null, least = NEAR;
  const ask = (line, target) => { const far = fromCurve(line, x, y) - (line.width || 0) / 2; if (far < least) { least = far; best = target(); } };
  for (const gap of gaps) ask(gap, () => gapTarget(gap, { x, y }));
  for (const pill of pills) if (pill.bare) for (const line of pill.stripes) ask(line, () => ({ kind: "mark", id: line.node.id, key: pill.key, x, y, r: 4 }));
  return best;
}

/** The nearest target from a place in a direction [dx, dy]; what lies askew counts as farther, what lies aside comes last. */
export function nextIn(list, here, [dx, dy]) {
  let best = null, least = Infinity;
  for (const target of list) {
    const x = target.x - here.x, y = target.y - here.y, along = x * dx + y * dy, across = Math.abs(x * dy) + Math.abs(y * dx);
    const cost = along + 2.2 * across + (across > 1.7 * along ? ASIDE : 0);
    if (along > 1 && cost < least) { least = cost; best = target; }
  }
  return best;
}
