// The Country view: its canvas, its camera, and when it is drawn again.

import { doc } from "./doc.js";
import { state, listen } from "./state.js";
import { country, countryScene } from "./country-scene.js";
import { registerPicture } from "./pictures.js";
import { readColours, colour, paintMark, paintPill } from "./paint.js";
import { nameOf } from "./words.js";

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

function at(spot) { return [spot.x * camera.k + camera.tx, spot.y * camera.k + camera.ty]; }

function radius(stand) { return stand.host ? 5 : 3.2 + 1.9 * Math.sqrt(stand.matters); }

function placeOf(stand) {
  const [x, y] = at(stand);
  return stand.host ? [x + radius(now.stands.get(stand.host) || stand) + 12, y] : [x, y];
}

function paint() {
  waiting = 0;
  const ctx = canvas.getContext("2d"), ratio = window.devicePixelRatio || 1, [w, h] = size();
  if (canvas.width !== w * ratio || canvas.height !== h * ratio) { canvas.width = w * ratio; canvas.height = h * ratio; }
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, w, h);
  for (const pill of now.pills) {
    const [x, y] = at(pill);
    ctx.strokeStyle = colour(doc.groups.get(pill.nodes[0].group).colour);
    ctx.globalAlpha = 0.5;
    for (const id of pill.ends) { ctx.beginPath(); ctx.moveTo(x, y); ctx.lineTo(...placeOf(now.stands.get(id))); ctx.stroke(); }
    ctx.globalAlpha = 1;
  }
  for (const stand of now.stands.values()) {
    const [x, y] = placeOf(stand);
    ctx.save(); ctx.translate(x, y);
    paintMark(ctx, { shape: stand.host ? "successor" : "disc", token: "unit", r: radius(stand) });
    ctx.fillStyle = colour("ink"); ctx.font = "500 11.5px system-ui"; ctx.textAlign = "center";
    if (!stand.host) ctx.fillText(nameOf(stand.id), 0, radius(stand) + 14);
    ctx.restore();
  }
  for (const pill of now.pills) {
    const [x, y] = at(pill);
    ctx.save(); ctx.translate(x, y);
    const marks = pill.nodes.map((node) => ({ shape: doc.groups.get(node.group).shape, token: doc.groups.get(node.group).colour, r: 5.4 }));
    if (marks.length > 1) paintPill(ctx, { marks }); else paintMark(ctx, marks[0]);
    ctx.restore();
  }
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
