// The camera of the Country view: world → window is x·k + tx, y·k + ty. Pure: every function gives a new camera.

/** How far beyond the world the window may look, in pixels. */
const BEYOND = 40;
const NEAREST = 6;
/** What names need round a selection, beside it, above and, with the tools, below; it fills so much of the window, at a zoom between these. */
const ASIDE = 56, ABOVE = 26, BELOW = 58;
const PART = [0.5, 0.46], CLOSE = [1, 2.1];

/** The whole world in a window of w × h. */
export function fitted([wide, tall], w, h) {
  const k = Math.min(w / wide, h / tall);
  return { k, tx: (w - wide * k) / 2, ty: (h - tall * k) / 2 };
}

/** Zoom k with the place x, y of the world in the middle. */
export function centred(x, y, k, w, h) {
  return { k, tx: w / 2 - x * k, ty: h / 2 - y * k };
}

/** The place of the world in the middle of the window. */
export function middleOf({ k, tx, ty }, w, h) {
  return [(w / 2 - tx) / k, (h / 2 - ty) / k];
}

function held(at, room, size) {
  const ends = [room - size - BEYOND, BEYOND];
  return Math.min(Math.max(...ends), Math.max(Math.min(...ends), at));
}

/** The same camera, at most 40 px beyond the world; a world smaller than the window stays inside it. */
export function clamped({ k, tx, ty }, [wide, tall], w, h) {
  return { k, tx: held(tx, w, wide * k), ty: held(ty, h, tall * k) };
}

/** The zooms that a hand can reach: from the whole world, or 1 where that is less, to six times. */
export function zoomRange(world, w, h) {
  const whole = fitted(world, w, h).k;
  return [Math.min(1, whole), Math.max(NEAREST, 2 * whole)];
}

/** Nearer by `factor`; the point x, y of the window stays where it is. */
export function zoomed(camera, x, y, factor, [least, most]) {
  const k = Math.min(most, Math.max(least, camera.k * factor)), by = k / camera.k;
  return { k, tx: x - (x - camera.tx) * by, ty: y - (y - camera.ty) * by };
}

export function panned({ k, tx, ty }, dx, dy) {
  return { k, tx: tx + dx, ty: ty + dy };
}

/**
 * Shows a box [left, top, right, bottom] of the world in half of the window at a zoom of 1 to 2.1 (or that of a whole world so
 * small that it is nearer); farther only where else part of the box would lie outside.
 */
export function onBox([left, top, right, bottom], world, w, h) {
  const wide = Math.max(1, right - left), tall = Math.max(1, bottom - top);
  const wanted = Math.min((w * PART[0]) / wide, (h * PART[1]) / tall, Math.max(CLOSE[1], fitted(world, w, h).k));
  const outside = Math.min(Math.max(w * PART[0], w - 2 * ASIDE) / wide, Math.max(h * PART[1], h - ABOVE - BELOW) / tall);
  const k = Math.max(wanted, Math.min(CLOSE[0], Math.max(outside, zoomRange(world, w, h)[0])));
  return clamped(centred((left + right) / 2, (top + bottom) / 2 + (BELOW - ABOVE) / 2 / k, k, w, h), world, w, h);
}

/** Part t of the way between two cameras: one movement about one point. */
export function between(a, b, t) {
  const k = a.k * (b.k / a.k) ** t;
  const share = Math.abs(b.k - a.k) < 1e-6 ? t : (k - a.k) / (b.k - a.k);
  return { k, tx: a.tx + (b.tx - a.tx) * share, ty: a.ty + (b.ty - a.ty) * share };
}

/** True where nobody would see a difference. */
export function sameCamera(a, b) {
  return Math.abs(a.k / b.k - 1) < 1e-3 && Math.hypot(a.tx - b.tx, a.ty - b.ty) < 1;
}
