// What lies beneath the lines of the network picture: the area of the parties, and the way between two selected things.

import { halfOf, partiesOf } from "./style.js";
import { colour } from "./paint.js";
import { groupOf } from "./panel-rows.js";
import { hull } from "./hull.js";

function paintArea(ctx, { network, now, context }) {
  const parties = context.centre && !now.path.length ? partiesOf(now, context.centre) : [];
  if (parties.length < 2) return;
  const k = network.getScale();
  const at = network.getPositions();
  const points = [context.centre, ...parties].filter((item) => at[item.id]).map((item) => Object.assign({ r: (halfOf(item, context)[0] + 8) / k }, at[item.id]));
  ctx.save();
  ctx.globalAlpha = 0.1;
  ctx.fillStyle = colour(groupOf(context.centre.node).colour);
  ctx.beginPath();
  hull(points).forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.fill();
  ctx.restore();
}

function paintWay(ctx, { network, now }) {
  const at = network.getPositions();
  ctx.save();
  ctx.strokeStyle = colour("ink");
  ctx.lineWidth = 2.2 + 3 / network.getScale();
  ctx.lineCap = "round";
  for (const { from, to } of now.path) {
    if (!at[from] || !at[to]) continue;
    ctx.beginPath();
    ctx.moveTo(at[from].x, at[from].y);
    ctx.lineTo(at[to].x, at[to].y);
    ctx.stroke();
  }
  ctx.restore();
}

/** Paints the area and the way; `view`: {network, now, context}. */
export function paintUnder(ctx, view) {
  paintArea(ctx, view);
  paintWay(ctx, view);
}
