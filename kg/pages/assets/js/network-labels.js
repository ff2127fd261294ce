// Labels of the network picture: what each says, which come first, and how they are written.

import { doc, merger } from "./doc.js";
import { state } from "./state.js";
import { captionOf } from "./scene.js";
import { places, placeName } from "./stock.js";
import { mergedFrom } from "./merged.js";
import { badgeBox } from "./network-badges.js";
import { halfOf } from "./style.js";
import { colour, FAMILY, onScreen } from "./paint.js";
import { Taken, placeLabels } from "./labels.js";
import { groupOf } from "./panel-rows.js";
import { cut, day, t, nameOf } from "./words.js";

const SMALL = `400 10.5px ${FAMILY}`;
const TEXT_COLOURS = new Set(["agr", "proj", "dos"]);
/** From this rank on come units, and what is selected or near it. */
const NAMED = 1e4;
let spots = [], spotted = "";
const widths = new Map();

/** Labels are placed anew at the next drawing. */
export function forgetLabels() { spotted = ""; }

function isMain(item, context) { return context.centre !== null && context.centre.id === item.id; }

function fontOf(item, context) {
  if (isMain(item, context) || context.parties.has(item.id)) return [`650 13px ${FAMILY}`, 17];
  if (doc.units.has(item.id) && doc.units.get(item.id).foreign) return [`italic 500 11.5px ${FAMILY}`, 15.5];
  if (doc.units.has(item.id) || item.node.matter) return [`500 11.5px ${FAMILY}`, 15.5];
  return [`400 11px ${FAMILY}`, 15];
}

/** What stands under the name of a unit: what it was made of, or, as signed, since when it is. */
function second(item, under) {
  const unit = doc.units.get(item.id);
  if (!unit || item.pill) return "";
  const before = mergedFrom(item.id);
  if (under) return before.length && item.from.some((id) => before.includes(id)) ? t("made.of", { units: before.map(nameOf).join(" + ") }) : "";
  return merger && unit.since >= merger && item.size <= 6 ? t("from.day", { date: day(unit.since) }) : "";
}

function linesOf(item, { now, context }) {
  const [font, height] = item.pill ? [`500 10.5px ${FAMILY}`, 14] : fontOf(item, context);
  const more = second(item, now.span);
  return { lines: [{ text: cut(captionOf(item)), font, height }], more: more ? { text: cut(more, 44), font: SMALL, height: 14, soft: true } : null };
}

function rankOf(item, { context, focused }, degree) {
  const group = groupOf(item.node);
  return (isMain(item, context) ? 1e6 : 0) + (item.id === focused ? 5e5 : 0) + (context.parties.has(item.id) ? 1e5 : 0)
    + (context.selected && context.near.has(item.id) ? 5e4 : 0) + (doc.units.has(item.id) ? NAMED : 0) + (item.members.length ? 1e3 : 0)
    + (item.node.matter ? 1e3 : 0) + (group.quiet ? 0 : 500) + Math.min(400, degree);
}

/** The room that labels may take: the world, and the window where it is larger, but for the row of tools. */
function bounds(k) {
  const box = document.getElementById("kg-network");
  const x = Math.max(box.clientWidth, doc.network.world[0] * k) / 2 - 4;
  const y = Math.max(box.clientHeight - 52, doc.network.world[1] * k) / 2;
  return [-x, -y, x, Math.max(y, (doc.network.world[1] / 2 + 8) * k)];
}

function degrees(now) {
  const degree = new Map();
  for (const edge of now.edges) for (const id of [edge.source, edge.target]) degree.set(id, (degree.get(id) || 0) + 1);
  return degree;
}

function wanted(view, at, k) {
  const { now, context, focused } = view;
  const degree = degrees(now);
  const small = (item) => k < 0.6 && !isMain(item, context) && !(doc.units.has(item.id) && ((degree.get(item.id) || 0) >= 10 || context.parties.has(item.id)));
  const items = [];
  for (const item of now.nodes.values()) {
    const spot = at[item.id];
    // vis-network may draw between two steps of an update, when a thing has no place yet.
    if (!spot) continue;
    const [rx, ry] = halfOf(item, context);
    const place = places.get(placeName(item));
    const below = item.pill || doc.units.has(item.id) || isMain(item, context);
    const box = badgeBox(item, context);
    items.push({ id: item.id, unit: doc.units.has(item.id), x: spot.x * k, y: spot.y * k, rx, ry, side: below ? "b" : place && place.side ? place.side : "r", ...(small(item) ? { lines: [] } : linesOf(item, view)), rank: rankOf(item, view, degree.get(item.id) || 0) });
    if (box) items.push({ id: "in:" + item.id, x: spot.x * k, y: spot.y * k + box.y, rx: box.w, ry: box.h, side: "b", lines: [], rank: 0 });
  }
  return items.sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1));
}

/** The name of what the picture is about stands below it even where that is not free: labels give way, marks do not move. */
function forced(found, main, measure) {
  const w = measure(main.lines[0].text, main.lines[0].font), h = main.lines[0].height;
  const x = main.x - w / 2, y = main.y + main.ry + 2;
  const apart = (spot) => spot.x >= x + w || x >= spot.x + spot.w || spot.y >= y + h || y >= spot.y + spot.h;
  return [...found.filter(apart), { item: main, x, y, w, h }];
}

/** Where a unit's name finds no room, it may in smaller letters. */
function smaller(items, found) {
  const fits = new Set(found.map(({ item }) => item.id));
  const lost = items.filter((item) => item.unit && item.lines.length && !fits.has(item.id));
  for (const { lines: [line] } of lost) Object.assign(line, { font: line.font.replace("11.5", "10.5"), height: 13 });
  return lost.length > 0;
}

/** Second lines that fit below the names that were found, as things that what is placed after them keeps off. */
function seconds(found, items, measure, [left, , right, bottom]) {
  const taken = new Taken(), fits = [];
  for (const { x, y, rx, ry } of items) taken.add([x - rx, y - ry, x + rx, y + ry]);
  for (const { x, y, w, h } of found) taken.add([x, y, x + w, y + h]);
  for (const { item: { id, more }, x, y, w, h } of found) {
    if (!more) continue;
    const half = measure(more.text, more.font) / 2 + 1, middle = x + w / 2, top = y + h;
    const box = [middle - half, top, middle + half, top + more.height];
    if (box[0] < left || box[2] > right || box[3] > bottom || taken.hits(box, null)) continue;
    taken.add(box);
    fits.push({ id: "under:" + id, x: middle, y: top + more.height / 2, rx: half, ry: more.height / 2 - 0.5, side: "b", lines: [], rank: 0 });
  }
  return fits;
}

/** Names first, then what stands under them, then the labels of the rest. */
function fitted(items, main, measure, room) {
  const first = items.map((item) => (item.rank >= NAMED ? item : Object.assign({}, item, { lines: [] })));
  let found = placeLabels(first, measure, room);
  if (smaller(first, found)) found = placeLabels(first, measure, room);
  const under = seconds(found, items, measure, room);
  found = placeLabels([...items, ...under], measure, room);
  if (main && !found.some(({ item }) => item === main)) found = forced(found, main, measure);
  return { found, under: new Set(under.map(({ id }) => id)) };
}

function place(ctx, view, at, k) {
  const key = [k.toFixed(4), state.lang, view.focused, view.now.nodes.size].join(" ");
  if (spotted === key) return;
  spotted = key;
  const measure = (text, font) => {
    const name = font + text;
    if (!widths.has(name)) { ctx.font = font; widths.set(name, ctx.measureText(text).width); }
    return widths.get(name);
  };
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  const items = wanted(view, at, k);
  const main = items.find((item) => item.lines.length && isMain(item, view.context));
  const { found, under } = fitted(items, main, measure, bounds(k));
  spots = found.map(({ item, x, y, w }) => ({ id: item.id, lines: under.has("under:" + item.id) ? [...item.lines, item.more] : item.lines, dx: x - item.x, dy: y - item.y, w }));
  ctx.restore();
}

function inkOf(item, line, context) {
  const { colour: token, quiet } = groupOf(item.node);
  if (isMain(item, context) && item.node.matter && TEXT_COLOURS.has(token)) return colour(token);
  return colour(line.soft || quiet ? "ink2" : "ink");
}

function write(ctx, spot, item, context) {
  const centred = spot.lines.length > 1;
  ctx.textBaseline = "alphabetic";
  ctx.lineJoin = "round";
  ctx.textAlign = centred ? "center" : "left";
  let y = spot.dy;
  for (const line of spot.lines) {
    const x = centred ? spot.dx + spot.w / 2 : spot.dx;
    ctx.font = line.font;
    ctx.strokeStyle = colour("bg");
    ctx.lineWidth = 3.5;
    ctx.strokeText(line.text, x, y + line.height * 0.76);
    ctx.fillStyle = inkOf(item, line, context);
    ctx.fillText(line.text, x, y + line.height * 0.76);
    y += line.height;
  }
}

/** Writes the labels that fit; `view`: {network, now, context, focused}. */
export function paintLabels(ctx, view) {
  const { network, now, context } = view;
  const k = network.getScale();
  const at = network.getPositions();
  place(ctx, view, at, k);
  for (const spot of spots) {
    const from = at[spot.id];
    const item = now.nodes.get(spot.id);
    if (!from || !item) continue;
    onScreen(ctx, from.x, from.y, k, () => {
      ctx.globalAlpha = context.selected && !context.near.has(spot.id) ? 0.4 : 1;
      write(ctx, spot, item, context);
      ctx.globalAlpha = 1;
    });
  }
}
