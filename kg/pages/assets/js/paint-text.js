// Paints names and captions, and measures them.

import { colour } from "./paint.js";

/** Texts with a halo of the background; those that are `faded` at `opacity`. */
export function paintLabels(ctx, labels, opacity = 1) {
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  ctx.lineJoin = "round";
  for (const { text, font, x, y, h, token, faded } of labels) {
    ctx.globalAlpha = faded ? opacity : 1;
    ctx.font = font;
    ctx.strokeStyle = colour("bg");
    ctx.lineWidth = 3.5;
    ctx.strokeText(text, x, y + h * 0.76);
    ctx.fillStyle = colour(token);
    ctx.fillText(text, x, y + h * 0.76);
  }
  ctx.globalAlpha = 1;
}

const widths = new Map();

/** Widths of texts, asked of the canvas once each. */
export function measurer(ctx) {
  return (text, font) => {
    const key = font + text;
    if (!widths.has(key)) { ctx.font = font; widths.set(key, ctx.measureText(text).width); }
    return widths.get(key);
  };
}
