// Mouse, touch and wheel on the Country view: drags pan, wheel and pinch zoom about their point, taps select.

/** A pointer that moved farther is no tap; a second tap so soon (ms) and so near (px) makes two. */
const SLIP = { mouse: 4, pen: 6, touch: 10 }, SOON = 320, NEAR = 26;
const LINE = 16, PAGE = 400;
const down = new Map();
let acts = null, from = null, slid = false, tapped = { time: 0, x: 0, y: 0 };

function at(event) {
  const box = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

/** Middle and spread of the fingers. */
function grip() {
  const [a, b = a] = [...down.values()];
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, spread: Math.hypot(a.x - b.x, a.y - b.y) };
}

function press(event) {
  if (event.pointerType === "mouse" && event.button !== 0) return;
  event.currentTarget.setPointerCapture(event.pointerId);
  down.set(event.pointerId, at(event));
  from = grip();
  if (down.size === 1) { slid = false; acts.grab(); } else slid = true;
}

function drag(event) {
  const start = down.get(event.pointerId), here = at(event);
  if (!slid && Math.hypot(here.x - start.x, here.y - start.y) < (SLIP[event.pointerType] || SLIP.touch)) return;
  slid = true;
  down.set(event.pointerId, here);
  const to = grip();
  acts.pan(to.x - from.x, to.y - from.y);
  if (down.size > 1 && from.spread > 0 && to.spread > 0) acts.zoom(to.x, to.y, to.spread / from.spread);
  from = to;
}

function follow(event) {
  if (down.has(event.pointerId)) drag(event);
  else if (event.pointerType !== "touch") acts.over(at(event), event);
}

function tap(event, { x, y }) {
  const again = event.timeStamp - tapped.time < SOON && Math.hypot(x - tapped.x, y - tapped.y) < NEAR;
  tapped = again ? { time: 0, x, y } : { time: event.timeStamp, x, y };
  if (again) acts.twice(x, y, event);
  else acts.tap(x, y, event);
}

function release(event) {
  if (!down.delete(event.pointerId)) return;
  if (down.size) { from = grip(); return; }
  if (!slid && event.type === "pointerup") tap(event, at(event));
}

function wheel(event) {
  event.preventDefault();
  const unit = [1, LINE, PAGE][event.deltaMode], { x, y } = at(event);
  // A pinch on a trackpad comes as a wheel with the control key, in small steps.
  acts.zoom(x, y, Math.exp(-event.deltaY * unit * (event.ctrlKey ? 0.01 : 0.0016)));
}

/**
 * Listens on `host`. `given`: grab(), pan(dx, dy), zoom(x, y, factor), over({x, y}, event), left(),
 * tap(x, y, event), twice(x, y, event).
 */
export function listenToHand(host, given) {
  acts = given;
  host.addEventListener("pointerdown", press);
  host.addEventListener("pointermove", follow);
  host.addEventListener("pointerup", release);
  host.addEventListener("pointercancel", release);
  host.addEventListener("pointerleave", () => { if (!down.size) acts.left(); });
  host.addEventListener("wheel", wheel, { passive: false });
}
