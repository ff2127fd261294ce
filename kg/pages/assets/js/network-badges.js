// The badge over a merged unit: how many matters lie inside it now, and which.

import { halfOf } from "./style.js";
import { BADGE } from "./merged.js";
import { colour, FAMILY, onScreen } from "./paint.js";
import { t, number } from "./words.js";

/** Where the badge of a thing lies, in pixels of the screen from its place; null where nothing lies inside. */
export function badgeBox(item, context) {
  return item.inside.length ? { y: -halfOf(item, context)[1] - BADGE.h - 3, w: BADGE.w, h: BADGE.h } : null;
}

/** Badges are stops of the keyboard of their own, under this name. */
export function badgeId(unit) { return "in:" + unit; }
export function badgeOf(id, now) { return id.startsWith("in:") ? now.nodes.get(id.slice(3)) || null : null; }

export function badgeText(item) { return t("internal.n", { n: number(item.inside.length) }); }

/** The thing whose badge lies under a point of the canvas. */
export function badgeAt({ network, now, context }, point) {
  const k = network.getScale();
  const at = network.getPositions();
  for (const item of now.nodes.values()) {
    const box = badgeBox(item, context);
    if (box && at[item.id] && Math.abs(point.x - at[item.id].x) * k <= box.w && Math.abs((point.y - at[item.id].y) * k - box.y) <= box.h + 2) return item;
  }
  return null;
}

function plate(ctx, { y, w, h }) {
  ctx.beginPath();
  ctx.roundRect(-w, y - h, 2 * w, 2 * h, h);
}

export function paintBadges(ctx, { network, now, context, focused }) {
  const k = network.getScale();
  const at = network.getPositions();
  for (const item of now.nodes.values()) {
    const box = badgeBox(item, context);
    if (!box || !at[item.id]) continue;
    onScreen(ctx, at[item.id].x, at[item.id].y, k, () => {
      plate(ctx, box);
      ctx.fillStyle = colour("bg");
      ctx.fill();
      ctx.strokeStyle = colour(focused === badgeId(item.id) ? "focus" : "ink3");
      ctx.lineWidth = focused === badgeId(item.id) ? 2 : 1;
      ctx.stroke();
      ctx.font = `500 10.5px ${FAMILY}`;
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillStyle = colour("ink");
      ctx.fillText(badgeText(item), 0, box.y + 0.5, 2 * box.w - 8);
    });
  }
}
