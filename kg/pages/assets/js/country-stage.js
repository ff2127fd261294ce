// The canvases of the Country view: the picture and, above it, what the pointer and the keyboard are on. Drawn once a frame.

import { state } from "./state.js";
import { chosenIn, geometry } from "./country-geometry.js";
import { countrySteps, paintCountry, paintOverlay } from "./country-paint.js";
import { targets } from "./country-pick.js";
import { paintHalo } from "./paint-units.js";

/** A picture that takes longer than this, in ms, moves under the hand as the pixels that it is, and is drawn anew so long after it rests (longer where it takes long). */
const SLOW = 14, REST = 120;
const now = { host: null, canvas: null, over: null, scene: null, camera: { k: 1, tx: 0, ty: 0 }, w: 0, h: 0 };
const look = { selected: [], fade: 1, hits: new Set() }, pointed = { hovered: "", focused: "" };
let plain = null, shapes = null, waiting = 0, resting = 0, inHand = false, cost = 0, drawn = null, still = null, slicing = 0, performer = null, last = 0;
/** Whether the picture must be painted again, and whether nothing lies above it. */
let stale = true, bare = true;

/** {host, canvas, scene, camera, w, h} as they are now. */
export function stage() { return now; }

/** Where everything stands in the window now. */
export function shapesNow() {
  plain = plain || geometry(now.scene, Object.assign({ w: now.w, h: now.h }, now.camera));
  shapes = shapes || chosenIn(plain, look.selected[0]);
  return shapes;
}

/** A canvas of the window's size, empty, in pixels of the page. */
function emptied(canvas) {
  const ratio = window.devicePixelRatio || 1, wide = Math.round(now.w * ratio), tall = Math.round(now.h * ratio);
  if (canvas.width !== wide || canvas.height !== tall) { canvas.width = wide; canvas.height = tall; }
  const ctx = canvas.getContext("2d");
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, now.w, now.h);
  return ctx;
}

/** The picture as it would be drawn now, on a canvas of its own. */
export function pictured() {
  const canvas = document.createElement("canvas");
  paintCountry(emptied(canvas), now.scene, shapesNow(), look);
  return canvas;
}

/** Moves the pixels that are there to where the camera is now. */
function paintStill() {
  const { k, tx, ty } = now.camera, by = k / still.k;
  now.canvas.style.transform = `matrix(${by}, 0, 0, ${by}, ${tx - still.tx * by}, ${ty - still.ty * by})`;
}

function paintWhole(late) {
  const begun = performance.now();
  drawn = now.camera;
  now.canvas.style.transform = "";
  paintCountry(emptied(now.canvas), now.scene, shapesNow(), look);
  cost = Math.max(performance.now() - begun, late);
}

/** Paints thousands of marks a slice a task, beside the pixels that are there; then they take their place. */
function paintSliced() {
  const camera = now.camera, beside = document.createElement("canvas"), steps = countrySteps(emptied(beside), now.scene, shapesNow(), look);
  still = drawn;
  paintStill();
  const next = () => {
    if (!steps.next().done) { slicing = window.setTimeout(next); return; }
    still = null;
    drawn = camera;
    now.canvas.style.transform = "";
    emptied(now.canvas).drawImage(beside, 0, 0, now.w, now.h);
    bare = false;
    soon();
  };
  slicing = window.setTimeout(next);
}

/** What the pointer is on, larger; the ring of the keyboard. What is selected stays as it is drawn. */
function paintPointed(ctx) {
  if (performer || still) return;
  const { hovered, focused } = pointed, shapes = shapesNow();
  if (hovered && !look.selected.includes(hovered)) paintOverlay(ctx, now.scene, shapes, { hovered });
  const at = focused && (shapes.stands.get(focused) || targets(shapes, look.selected).find((target) => target.id === focused));
  if (at) paintHalo(ctx, at, "focus", 2, 3);
}

/** Tells where the camera is, for whoever tests the page: zoom, and the window's place of the world's origin. */
function tellCamera() {
  const { k, tx, ty } = now.camera;
  now.host.dataset.camera = [k, tx, ty].map((value) => value.toFixed(3)).join(" ");
}

function paintPicture(since) {
  window.clearTimeout(slicing);
  if (performer) { now.canvas.style.transform = ""; performer(emptied(now.canvas)); }
  else if (still && inHand) paintStill();
  else if (drawn && shapesNow().thin) paintSliced();
  // What lies between two frames under the hand is also what the browser needed for the pixels of the last one.
  else paintWhole(inHand && since < 200 ? since - 10 : 0);
}

function paint(time) {
  waiting = 0;
  const since = time - last, over = pointed.hovered || pointed.focused || !bare;
  last = time;
  if (!now.w || state.view !== "country") return;
  if (stale) paintPicture(since);
  stale = false;
  if (over) paintPointed(emptied(now.over));
  bare = !pointed.hovered && !pointed.focused;
  tellCamera();
}

function soon() {
  if (now.canvas && !waiting) waiting = requestAnimationFrame(paint);
}

/** Draws again at the next frame. */
export function redraw() {
  stale = true;
  soon();
}

function rest() {
  inHand = false;
  still = null;
  redraw();
}

/** Looks through another camera; `hand`: in the midst of a movement, so that a slow picture moves as it is. */
export function aim(camera, hand = false) {
  if (hand && cost > SLOW && !still) still = drawn;
  now.camera = camera;
  plain = shapes = null;
  window.clearTimeout(resting);
  if (!hand) { rest(); return; }
  inHand = true;
  resting = window.setTimeout(rest, Math.max(REST, 2 * cost));
  redraw();
}

/** Draws another scene. */
export function show(scene) {
  now.scene = scene;
  plain = shapes = null;
  still = null;
  redraw();
}

/** Changes how the picture looks: {selected: ids, fade, hits}. */
export function dress(patch) {
  Object.assign(look, patch);
  if (patch.selected) shapes = null;
  redraw();
}

/** What the pointer or the keyboard is on: {hovered: id, focused: id}. */
export function point(patch) {
  if (Object.keys(patch).every((name) => pointed[name] === patch[name])) return;
  Object.assign(pointed, patch);
  soon();
}

export function pointedAt() { return pointed; }

/** Lets `draw(ctx)` draw instead of the picture, until it is given null. */
export function perform(draw) {
  performer = draw;
  redraw();
}

/** Takes the size of its place; false where nothing changed or nothing is to be seen. */
export function measure() {
  const w = now.host.clientWidth, h = now.host.clientHeight;
  if (!w || !h || (w === now.w && h === now.h)) return false;
  Object.assign(now, { w, h });
  plain = shapes = null;
  still = null;
  emptied(now.over);
  redraw();
  return true;
}

function canvasIn(host) {
  const canvas = document.createElement("canvas");
  host.append(canvas);
  return canvas;
}

/** Puts the canvases into their place; a scene comes with the first `show`. */
export function openStage(host) {
  Object.assign(now, { host, canvas: canvasIn(host), over: canvasIn(host) });
}
