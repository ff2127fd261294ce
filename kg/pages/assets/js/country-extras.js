// Paints what the reader adds to the Country view: squares as large as their money, neighbours without a matter, stars.

import { LOOKS } from "./marks.js";
import { colour, onScreen, paintMark } from "./paint.js";

/** A project whose amount nobody states: hollow, with a dash. */
const UNPRICED = Object.assign({}, LOOKS.unknown, { letter: "–" });
/** From the nominal radius of a square to its side. */
const SIDE = 1.84;

/** A square of this side at 0,0; not `known`: its amount is not. */
export function paintSquare(ctx, { side, known, style, alpha = 1 }) {
  paintMark(ctx, Object.assign({}, style, { r: side / SIDE, sized: true, look: known ? style.look : UNPRICED, opacity: alpha }));
}

/** Squares {x, y, side, known, style, alpha}, the largest first. */
export function paintSized(ctx, marks) {
  for (const mark of [...marks].sort((one, other) => other.side - one.side)) onScreen(ctx, mark.x, mark.y, 1, () => paintSquare(ctx, mark));
}

/** A dotted line. */
export function paintDotted(ctx, lines) {
  ctx.strokeStyle = colour("ink3");
  ctx.lineWidth = 2;
  ctx.setLineDash([2, 4]);
  ctx.beginPath();
  for (const { x0, y0, cx, cy, x1, y1 } of lines) { ctx.moveTo(x0, y0); ctx.quadraticCurveTo(cx, cy, x1, y1); }
  ctx.stroke();
  ctx.setLineDash([]);
}

/** Lines between neighbours of whom no common matter was found; of a selection, those of its units stay. */
export function paintGaps(ctx, { gaps }, focus, amount) {
  const own = ({ a, b }) => !focus.mode || focus.units.includes(a) || focus.units.includes(b);
  paintDotted(ctx, gaps.filter(own));
  ctx.globalAlpha = 1 - 0.8 * amount;
  paintDotted(ctx, gaps.filter((gap) => !own(gap)));
  ctx.globalAlpha = 1;
}

/** A small star at the upper left of each place that is there. */
export function paintStars(ctx, places) {
  for (const { x, y, r, w = r, h = r } of places.filter(Boolean)) {
    const off = w > r ? [w - 2, h] : [r * 0.8 + 1.5, r * 0.8 + 1.5];
    onScreen(ctx, x - off[0], y - off[1], 1, () => paintMark(ctx, { shape: "star", token: "ink", r: 3.4, sized: true }));
  }
}
