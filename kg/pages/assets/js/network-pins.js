// The sign of a thing that stays where it is.

import { colour } from "./paint.js";

/** A pin at the upper left of a mark of half sizes w, h. */
export function paintPin(ctx, w, h) {
  ctx.save();
  ctx.translate(-w - 1, -h - 1);
  ctx.lineCap = "round";
  for (const [token, wide] of [["bg", 4], ["ink", 1.6]]) {
    ctx.strokeStyle = colour(token);
    ctx.lineWidth = wide;
    ctx.beginPath();
    ctx.moveTo(0, 0);
    ctx.lineTo(4, 5);
    ctx.stroke();
  }
  ctx.beginPath();
  ctx.arc(-1.2, -1.6, 2.8, 0, 7);
  ctx.fillStyle = colour("ink");
  ctx.fill();
  ctx.restore();
}
