// The Country view: its canvas, its camera, and when it is drawn again.

import { state, listen } from "./state.js";
import { country, countryScene } from "./country-scene.js";
import { registerPicture } from "./pictures.js";
import { readColours } from "./paint.js";
import { geometry } from "./country-geometry.js";
import { paintCountry } from "./country-paint.js";

let canvas = null, now = null, waiting = 0;
/** The camera: world → window is x·k + tx, y·k + ty. */
const camera = { k: 1, tx: 0, ty: 0 };

export function theCountry() { return now; }
export function theCamera() { return camera; }

function size() {
  const box = document.getElementById("kg-country");
  return [box.clientWidth, box.clientHeight];
}

export function fitCountry() {
  const [w, h] = size(), [wide, tall] = country.world;
  camera.k = Math.min(w / wide, h / tall);
  camera.tx = (w - wide * camera.k) / 2;
  camera.ty = (h - tall * camera.k) / 2;
  redrawCountry();
}

function paint() {
  waiting = 0;
  const ctx = canvas.getContext("2d"), ratio = window.devicePixelRatio || 1, [w, h] = size();
  if (canvas.width !== w * ratio || canvas.height !== h * ratio) { canvas.width = w * ratio; canvas.height = h * ratio; }
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, w, h);
  paintCountry(ctx, now, geometry(now, Object.assign({ w, h }, camera)), { selected: state.sel });
}

/** Draws again at the next frame. */
export function redrawCountry() {
  if (canvas && !waiting && state.view === "country") waiting = requestAnimationFrame(paint);
}

function refresh() {
  now = countryScene();
  redrawCountry();
}

export function startCountry() {
  const place = document.getElementById("kg-country");
  canvas = document.createElement("canvas");
  place.append(canvas);
  readColours();
  now = countryScene();
  registerPicture("country", {
    zoomBy(factor) {
      const [w, h] = size();
      camera.tx = w / 2 - (w / 2 - camera.tx) * factor;
      camera.ty = h / 2 - (h / 2 - camera.ty) * factor;
      camera.k *= factor;
      redrawCountry();
    },
    fit: fitCountry,
    undo() {},
    units: () => now.stands.size,
    counted: () => ({ things: now.stands.size, links: now.pills.reduce((sum, pill) => sum + pill.nodes.length, 0) }),
    canvas: () => canvas,
  });
  new ResizeObserver(() => { if (place.clientWidth) fitCountry(); }).observe(place);
  listen((changed) => { if (changed.has("theme")) readColours(); refresh(); });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); redrawCountry(); });
  fitCountry();
}
