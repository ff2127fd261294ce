// Paints many lines and many marks in few strokes: what looks alike goes into one path.

import { LOOKS, shapeOf } from "./marks.js";
import { colour, FAMILY } from "./paint.js";

/** So many go into one path: measured without a graphics card, of 20,000 lines and 10,000 marks, 1 to 50 are alike and 400 a third slower. */
const LONGEST = 24;
const NUMBERS = new Map(Object.values(LOOKS).map((look, index) => [look, index]));

function alike(items, keyOf) {
  const open = new Map(), all = [];
  for (const item of items) {
    const key = keyOf(item);
    let list = open.get(key);
    if (!list || list.length === LONGEST) { list = []; open.set(key, list); all.push(list); }
    list.push(item);
  }
  return all;
}

/** Lines {x0, y0, cx, cy, x1, y1, bent, token, dash, width, alpha}. */
export function paintLines(ctx, lines) {
  ctx.lineCap = "butt";
  for (const list of alike(lines, (line) => `${line.token} ${line.dash} ${line.width} ${line.alpha}`)) {
    const [first] = list;
    ctx.globalAlpha = first.alpha;
    ctx.strokeStyle = colour(first.token);
    ctx.lineWidth = first.width;
    ctx.setLineDash(first.dash);
    // Broad and dashed lines each by itself: of 1,000 matters, without a graphics card, 50 ms instead of 80.
    for (const path of first.width > 1 ? list.map((line) => [line]) : [list]) {
      ctx.beginPath();
      for (const line of path) {
        ctx.moveTo(line.x0, line.y0);
        if (line.bent) ctx.quadraticCurveTo(line.cx, line.cy, line.x1, line.y1);
        else ctx.lineTo(line.x1, line.y1);
      }
      ctx.stroke();
    }
  }
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

/** Plates {pill, alpha}: what holds the marks of a bundle. */
export function paintPlates(ctx, plates) {
  for (const list of alike(plates, ({ pill, alpha }) => (pill.kind === "internal") + " " + alpha)) {
    ctx.globalAlpha = list[0].alpha;
    ctx.beginPath();
    for (const { pill: { x, y, w, h } } of list) ctx.roundRect(x - w, y - h, 2 * w, 2 * h, 8);
    ctx.fillStyle = colour("bg");
    ctx.fill();
    ctx.strokeStyle = colour(list[0].pill.kind === "internal" ? "ink3" : "line");
    ctx.lineWidth = 1.2;
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}

function outline(ctx, list, corners) {
  ctx.beginPath();
  for (const { x, y } of list) {
    ctx.moveTo(x + corners[0][0], y + corners[0][1]);
    for (let index = 1; index < corners.length; index++) ctx.lineTo(x + corners[index][0], y + corners[index][1]);
    ctx.closePath();
  }
}

function bodies(ctx, list, { token, look }, corners, onPlate) {
  ctx.lineJoin = "round";
  outline(ctx, list, corners);
  if (!onPlate) {
    ctx.strokeStyle = colour("bg");
    ctx.lineWidth = look.fill ? 2 : 4;
    ctx.stroke();
  }
  ctx.fillStyle = colour(look.fill ? token : "bg");
  ctx.fill();
  if (look.fill) return;
  ctx.strokeStyle = colour(token);
  ctx.lineWidth = 1.7;
  ctx.setLineDash(look.dash || []);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** What stands inside a mark: the open half of a project under way, the bar of a missed one, "?". */
function insides(ctx, list, { shape, token, look }) {
  if (look.half && shape === "square") {
    ctx.fillStyle = colour("bg");
    ctx.beginPath();
    for (const { x, y } of list) ctx.rect(x, y - 3.9, 3.9, 7.8);
    ctx.fill();
  }
  if (look.bar) {
    ctx.strokeStyle = colour("ink");
    ctx.lineWidth = 1.8;
    ctx.beginPath();
    for (const { x, y } of list) { ctx.moveTo(x - 4, y + 4); ctx.lineTo(x + 4, y - 4); }
    ctx.stroke();
  }
  if (look.letter) {
    ctx.fillStyle = colour(token);
    ctx.font = `650 8px ${FAMILY}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    for (const { x, y } of list) ctx.fillText(look.letter, x, y + 0.5);
  }
}

function conflicts(ctx, list) {
  for (const { x, y, alpha } of list) {
    ctx.globalAlpha = alpha;
    ctx.beginPath();
    ctx.arc(x + 5.4, y - 5.4, 2.6, 0, 2 * Math.PI);
    ctx.strokeStyle = colour("bg");
    ctx.lineWidth = 2;
    ctx.stroke();
    ctx.fillStyle = colour("warn");
    ctx.fill();
  }
}

/**
 * Marks {x, y, style: {shape, token, look, conflict}, alpha, onPlate: needs no rim of the background} at their size in a pill; shapes with
 * straight sides.
 */
export function paintMarks(ctx, marks) {
  for (const list of alike(marks, ({ style, alpha, onPlate }) => `${style.shape} ${style.token} ${NUMBERS.get(style.look)} ${alpha} ${onPlate}`)) {
    const [{ style, alpha, onPlate }] = list;
    ctx.globalAlpha = alpha;
    bodies(ctx, list, style, shapeOf(style.shape).corners, onPlate);
    insides(ctx, list, style);
  }
  conflicts(ctx, marks.filter(({ style }) => style.conflict));
  ctx.globalAlpha = 1;
}
