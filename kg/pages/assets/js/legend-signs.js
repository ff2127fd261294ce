// Small signs of the legend for what the Country view draws of units. Each paints round 0,0 within 9 px.

import { doc } from "./doc.js";
import { colour, FAMILY, paintMark } from "./paint.js";
import { circle, paintRing, paintStand } from "./paint-units.js";
import { paintDotted, paintSquare } from "./country-extras.js";
import { LOOKS } from "./marks.js";

function dot(ctx, x, r, y = 0) {
  circle(ctx, x, y, r);
  ctx.fillStyle = colour("unit");
  ctx.fill();
}

/** A disc with a ring beside it. */
export function ringSign(ctx) {
  dot(ctx, -5.5, 3.2);
  paintRing(ctx, { x: 3.2, y: 0, r: 4.6 });
}

function plate(ctx, box, ground, rim) {
  ctx.beginPath();
  ctx.roundRect(...box);
  ctx.fillStyle = colour(ground);
  ctx.fill();
  ctx.strokeStyle = colour(rim);
  ctx.lineWidth = 1;
  ctx.stroke();
}

/** Two discs on their common land. */
export function washSign(ctx) {
  plate(ctx, [-9, -5.5, 18, 11, 5.5], "land", "line");
  dot(ctx, -3.5, 2.4);
  dot(ctx, 3.5, 2.4);
}

/** A capsule with the two discs that it was made of. */
export function capsuleSign(ctx, y = 0) {
  paintStand(ctx, { kind: "capsule", x: 0, y, w: 8.5, h: 5, dots: [] }, 1, false);
  dot(ctx, -3.5, 2.2, y);
  dot(ctx, 3.5, 2.2, y);
}

function sample() {
  return doc.groups.get("agr") || [...doc.groups.values()].find((group) => group.matter) || doc.groups.get("unit");
}

/** A mark with rays all round. */
export function raysSign(ctx) {
  const group = sample();
  ctx.strokeStyle = colour(group.colour);
  ctx.lineWidth = 1.1;
  ctx.beginPath();
  for (let turn = 0; turn < 8; turn++) {
    const x = Math.cos((turn * Math.PI) / 4), y = Math.sin((turn * Math.PI) / 4);
    ctx.moveTo(5 * x, 5 * y);
    ctx.lineTo(8.6 * x, 8.6 * y);
  }
  ctx.stroke();
  ctx.save();
  ctx.scale(0.62, 0.62);
  paintMark(ctx, { shape: group.shape, token: group.colour, r: 5.4 });
  ctx.restore();
}

/** A capsule with a mark on its upper edge. */
export function internalSign(ctx) {
  capsuleSign(ctx, 3.5);
  const group = sample();
  plate(ctx, [-4.5, -8.5, 9, 9, 4], "bg", "ink3");
  ctx.save();
  ctx.translate(0, -4);
  ctx.scale(0.45, 0.45);
  paintMark(ctx, { shape: group.shape, token: group.colour, r: 5.4 });
  ctx.restore();
}

/** Two discs and a dotted line. */
export function gapSign(ctx) {
  paintDotted(ctx, [{ x0: -5, y0: 0, cx: 0, cy: 0, x1: 5, y1: 0 }]);
  dot(ctx, -6, 2.8);
  dot(ctx, 6, 2.8);
}

/** A project as large as its money: {side, known}. */
export function moneySign({ side, known }) {
  return (ctx) => paintSquare(ctx, { side, known, style: { shape: "square", token: "proj", look: LOOKS.good } });
}

/** The column of the time bar that holds what has no year. */
export function undatedSign(ctx) {
  ctx.fillStyle = colour("ink2");
  ctx.font = `650 13px ${FAMILY}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText("?", 0, 0.5);
}
