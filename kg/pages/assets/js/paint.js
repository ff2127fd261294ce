// Paints one mark on the canvas, in pixels of the screen at every zoom; the same shapes as the legend.

import { shapeOf, LOOKS } from "./marks.js";

/** The font of all texts in the pictures, as of the page (theme.css). */
export const FAMILY = "system-ui, sans-serif";

const paths = new Map();

/** Path data as the context takes it: a canvas a Path2D, made once; SVG the data itself. */
function path(ctx, d) {
  if (ctx.takesPathData) return d;
  if (!paths.has(d)) paths.set(d, new Path2D(d));
  return paths.get(d);
}

let colours = {};
const TOKENS = ["bg", "card", "land", "line", "ink", "ink2", "ink3", "unit", "agr", "meet", "proj", "dos", "body", "doc", "warn", "focus"];

/** Reads the tokens of the theme; call again when the theme changes. */
export function readColours() {
  const style = getComputedStyle(document.documentElement);
  colours = Object.fromEntries(TOKENS.map((name) => [name, style.getPropertyValue("--" + name).trim()]));
}

export function colour(token) {
  return colours[token] || colours.ink3;
}

/** Paints in the tokens themselves instead of their values now: an SVG inside the page follows the page, on paper too. */
export function inTokens(draw) {
  const kept = colours;
  colours = Object.fromEntries(TOKENS.map((name) => [name, `var(--${name})`]));
  try { return draw(); } finally { colours = kept; }
}

/** Runs `draw` with the origin at x, y and one unit = one pixel of the screen. */
export function onScreen(ctx, x, y, zoom, draw) {
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(1 / zoom, 1 / zoom);
  draw();
  ctx.restore();
}

/** One mark at 0,0: `r` the radius it should have (`sized`: also a small one), `look` its state, `dot` a conflict, `faded` its opacity. */
export function paintMark(ctx, { shape: name, token, r, look = LOOKS.good, conflict = false, ring = "", city = false, successor = false, opacity = 1, sized = false }) {
  const shape = shapeOf(successor ? "successor" : name);
  const ink = colour(token);
  const k = name === "disc" && !successor ? r / 5.4 : r / (name === "diamond" ? 5.9 : 5.4);
  const hollow = shape.hollow || !look.fill;
  ctx.globalAlpha = opacity;
  ctx.save();
  const scaled = !successor && (name === "disc" || r > 8 || sized);
  if (scaled) ctx.scale(k, k);
  const outline = path(ctx, shape.outline);
  const unit = scaled ? 1 / k : 1;
  ctx.lineJoin = "round";
  ctx.strokeStyle = colour("bg");
  ctx.lineWidth = (name === "disc" ? 3 : 2 + (hollow ? 2 : 0)) * unit;
  ctx.stroke(outline);
  ctx.fillStyle = hollow ? colour("bg") : ink;
  if (!shape.line) ctx.fill(outline);
  if (hollow || shape.line) {
    ctx.strokeStyle = ink;
    ctx.lineWidth = (shape.letter || shape.stroked ? 1.1 : 1.7) * unit;
    ctx.setLineDash((look.dash || []).map((n) => n * unit));
    ctx.stroke(outline);
    ctx.setLineDash([]);
  }
  if (shape.inner) {
    ctx.fillStyle = ctx.strokeStyle = ink;
    ctx.lineWidth = 1.3 * unit;
    ctx[shape.stroked ? "stroke" : "fill"](path(ctx, shape.inner));
  }
  if (look.half && name === "square") { ctx.fillStyle = colour("bg"); ctx.fillRect(0, -3.9, 3.9, 7.8); }
  if (look.bar) { ctx.strokeStyle = colour("ink"); ctx.lineWidth = 1.8 * unit; ctx.stroke(path(ctx, "M-4 4L4 -4")); }
  const letter = look.letter || shape.letter;
  if (letter) {
    ctx.fillStyle = shape.letter ? colour("ink2") : ink;
    ctx.font = `650 7.5px ${FAMILY}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText(letter, 0, 0.5);
  }
  ctx.restore();
  if (city) { ctx.strokeStyle = colour("bg"); ctx.lineWidth = 1.5; ctx.beginPath(); ctx.arc(0, 0, Math.max(2.2, r * 0.45), 0, 7); ctx.stroke(); }
  if (ring) { ctx.strokeStyle = ring; ctx.lineWidth = 2; ctx.beginPath(); ctx.arc(0, 0, r + 3.5, 0, 7); ctx.stroke(); }
  if (conflict) {
    ctx.fillStyle = colour("warn");
    ctx.strokeStyle = colour("bg");
    ctx.lineWidth = 2;
    ctx.beginPath();
    const out = sized ? 0.92 * r : Math.min(r, 7);
    ctx.arc(out, -out, 2.6, 0, 7);
    ctx.stroke();
    ctx.fill();
  }
  ctx.globalAlpha = 1;
}

/** Columns, rows and cell of a pill of n marks; the same rule as kg/pages/twins.py. */
export function pillSize(n, dots) {
  const drawn = Math.min(n, 12);
  const columns = drawn < 7 ? drawn : Math.ceil(drawn / 2);
  const cell = dots ? 9 : 13;
  const rows = Math.ceil(drawn / columns);
  return { drawn, columns, rows, cell, w: (columns * cell) / 2 + 3, h: (rows * cell) / 2 + 2 };
}

/** Twins in one plate: small marks in rows; `marks` are options of paintMark. */
export function paintPill(ctx, { marks, dots, opacity = 1, ring = "" }) {
  const { drawn, columns, cell, w, h } = pillSize(marks.length, dots);
  ctx.globalAlpha = opacity;
  ctx.beginPath();
  ctx.roundRect(-w, -h, 2 * w, 2 * h, 8);
  ctx.fillStyle = colour("bg");
  ctx.fill();
  ctx.strokeStyle = ring || colour("line");
  ctx.lineWidth = ring ? 2 : 1.2;
  ctx.stroke();
  const more = marks.length - drawn + 1;
  for (let i = 0; i < drawn; i++) {
    const x = -w + 3 + cell * ((i % columns) + 0.5), y = -h + 2 + cell * (Math.floor(i / columns) + 0.5);
    ctx.save();
    ctx.translate(x, y);
    if (more > 1 && i === drawn - 1) {
      ctx.fillStyle = colour("ink2");
      ctx.font = `600 8.5px ${FAMILY}`;
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillText("+" + more, 0, 0.5);
    } else {
      ctx.scale(0.85, 0.85);
      paintMark(ctx, marks[i]);
    }
    ctx.restore();
  }
  ctx.globalAlpha = 1;
}

/** A capsule that holds the dots of the units that merged; `dots` are their radii. Returns its half sizes. */
export function capsuleSize(dots) {
  const most = Math.max(...dots);
  const inner = dots.reduce((sum, r) => sum + 2 * r, 0) + 4 * (dots.length - 1);
  return { w: inner / 2 + 6, h: most + 5 };
}

export function paintCapsule(ctx, { dots, ring = "", opacity = 1 }) {
  const { w, h } = capsuleSize(dots);
  const round = (grow) => { ctx.beginPath(); ctx.roundRect(-w - grow, -h - grow, 2 * (w + grow), 2 * (h + grow), h + grow); };
  ctx.globalAlpha = opacity;
  round(0);
  ctx.fillStyle = colour("land");
  ctx.fill();
  ctx.strokeStyle = colour("ink3");
  ctx.lineWidth = 1;
  ctx.stroke();
  let x = -w + 6;
  ctx.fillStyle = colour("unit");
  for (const r of dots) {
    ctx.beginPath();
    ctx.arc(x + r, 0, r, 0, 7);
    ctx.fill();
    x += 2 * r + 4;
  }
  if (ring) { round(3.5); ctx.strokeStyle = ring; ctx.lineWidth = 2; ctx.stroke(); }
  ctx.globalAlpha = 1;
}
