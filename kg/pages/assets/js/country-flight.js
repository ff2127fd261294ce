// Movement in time: one at a time, one step a frame, at once for who wants no motion.

const FLY = [0.2, 0.7, 0.2, 1];
let frame = 0, finish = null;

function along(a, b, s) {
  return 3 * a * s * (1 - s) ** 2 + 3 * b * s * s * (1 - s) + s ** 3;
}

/** How far a movement is at part t of its time: cubic-bezier(.2, .7, .2, 1). */
export function eased(t) {
  if (t <= 0 || t >= 1) return Math.min(1, Math.max(0, t));
  let low = 0, high = 1;
  for (let n = 0; n < 24; n++) {
    const s = (low + high) / 2;
    if (along(FLY[0], FLY[2], s) < t) low = s; else high = s;
  }
  return along(FLY[1], FLY[3], (low + high) / 2);
}

export function wantsNoMotion() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Ends the movement at once, as if its time were over. */
export function land() {
  if (!finish) return;
  cancelAnimationFrame(frame);
  const last = finish;
  finish = null;
  last();
}

/** Calls `step(ms since the start)` at each frame for so many ms, then `end()`; whatever still moves ends first. */
export function move(ms, step, end) {
  land();
  if (wantsNoMotion()) { end(); return; }
  let begun = 0;
  finish = end;
  const next = (now) => {
    begun = begun || now;
    if (now - begun >= ms) { land(); return; }
    step(now - begun);
    frame = requestAnimationFrame(next);
  };
  frame = requestAnimationFrame(next);
}

/** True while something moves. */
export function moving() {
  return finish !== null;
}
