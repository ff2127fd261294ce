// Paints units and plates of the Country view, one at a time.

import { colour, FAMILY } from "./paint.js";

const TAU = 2 * Math.PI;

export function circle(ctx, x, y, r) {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, TAU);
}

/** The disc of a unit; a city under central rule with its ring. */
export function paintDot(ctx, { x, y, r, city }) {
  circle(ctx, x, y, r + 0.75);
  ctx.strokeStyle = colour("bg");
  ctx.lineWidth = 1.5;
  ctx.stroke();
  circle(ctx, x, y, r);
  ctx.fillStyle = colour("unit");
  ctx.fill();
  if (!city) return;
  circle(ctx, x, y, Math.max(1.8, r * 0.35));
  ctx.fillStyle = colour("bg");
  ctx.fill();
}

/** The sign of a unit born by the merger that acted itself. */
export function paintRing(ctx, { x, y, r }) {
  circle(ctx, x, y, r);
  ctx.fillStyle = colour("bg");
  ctx.fill();
  ctx.strokeStyle = colour("bg");
  ctx.lineWidth = 4;
  ctx.stroke();
  ctx.strokeStyle = colour("unit");
  ctx.lineWidth = 1.6;
  ctx.stroke();
  circle(ctx, x, y, 1.7);
  ctx.fillStyle = colour("unit");
  ctx.fill();
}

export function roundBox(ctx, { x, y, w, h }, grow, corner) {
  ctx.beginPath();
  ctx.roundRect(x - w - grow, y - h - grow, 2 * (w + grow), 2 * (h + grow), corner);
}

/** A unit: disc, ring or capsule; `dots`: with the discs that it holds. */
export function paintStand(ctx, shape, alpha, dots) {
  ctx.globalAlpha = alpha;
  if (shape.kind === "ring") paintRing(ctx, shape);
  if (shape.kind === "capsule") {
    roundBox(ctx, shape, 0, shape.h);
    ctx.fillStyle = colour("land");
    ctx.fill();
    ctx.strokeStyle = colour("ink3");
    ctx.lineWidth = 1;
    ctx.stroke();
  }
  if (dots) for (const dot of shape.dots) paintDot(ctx, dot);
  ctx.globalAlpha = 1;
}

/** A line round a unit or along a capsule. */
export function paintHalo(ctx, shape, token, width, gap = 3.5) {
  ctx.strokeStyle = colour(token);
  ctx.lineWidth = width;
  if (shape.kind === "capsule") roundBox(ctx, shape, gap, shape.h + gap);
  else circle(ctx, shape.x, shape.y, shape.r + gap);
  ctx.stroke();
}

/** On a plate: the number of its matters, or how many more there are than it draws. */
export function paintNumber(ctx, pill, alpha) {
  const said = pill.number ? { text: String(pill.number), x: pill.x, y: pill.y, font: `600 11px ${FAMILY}` }
    : pill.more ? { text: "+" + pill.more.count, x: pill.more.x, y: pill.more.y, font: `600 8.5px ${FAMILY}` } : null;
  if (!said) return;
  ctx.globalAlpha = alpha;
  ctx.fillStyle = colour("ink2");
  ctx.font = said.font;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(said.text, said.x, said.y + 0.5);
  ctx.globalAlpha = 1;
}
