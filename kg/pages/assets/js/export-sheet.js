// What leaves the page as a picture: headline, legend, the picture, the day and the licence, by the painters of the page.

import { doc } from "./doc.js";
import { state } from "./state.js";
import { activeFilters } from "./chips.js";
import { kindRows, regionRows, stateRows, doubtRows } from "./legend-rows.js";
import { markOf } from "./country-scene.js";
import { colour, FAMILY, paintMark } from "./paint.js";
import { day, nameOf, number, said, t } from "./words.js";

const LEFT = 222, HEAD = 72, CHOSEN = 20, FOOT = 40, EDGE = 20, ROW = 21;
/** So many sources of what is selected are named. */
const NAMED = 4;

function text(ctx, words, x, y, font, token = "ink", align = "left") {
  ctx.font = `${font} ${FAMILY}`;
  ctx.fillStyle = colour(token);
  ctx.textAlign = align;
  ctx.textBaseline = "alphabetic";
  ctx.fillText(words, x, y);
}

/** The same words in the largest size, up to `most`, in which they fit. */
function fitted(ctx, words, x, y, weight, most, room, token) {
  ctx.font = `${weight} ${most}px ${FAMILY}`;
  const size = Math.max(8, Math.min(most, (most * room) / (ctx.measureText(words).width || 1)));
  text(ctx, words, x, y, `${weight} ${Math.floor(size * 10) / 10}px`, token);
}

/** Makes what stands there fainter, as the legend does with what is hidden. */
function veil(ctx, x, y, w, h) {
  ctx.globalAlpha = 0.6;
  ctx.fillStyle = colour("bg");
  ctx.fillRect(x, y, w, h);
  ctx.globalAlpha = 1;
}

function signRow(ctx, row, y) {
  const off = row.act && !row.on && !row.only;
  ctx.save();
  ctx.translate(EDGE + 9, y - 4);
  row.paint(ctx);
  ctx.restore();
  const token = off ? "ink2" : "ink";
  if (off) veil(ctx, EDGE, y - 13, 18, 18);
  fitted(ctx, row.label, EDGE + 28, y, 400, 12.5, LEFT - EDGE - 28 - 44, token);
  text(ctx, number(row.count), LEFT - 16, y, "400 12.5px", "ink2", "right");
}

function regionRow(ctx, { label, nodes }, y) {
  fitted(ctx, label, EDGE, y, 400, 12, LEFT - EDGE - 16, "ink");
  nodes.slice(0, 12).forEach((node, index) => {
    ctx.save();
    ctx.translate(EDGE + 6 + index * 14, y + 11);
    ctx.scale(0.85, 0.85);
    paintMark(ctx, Object.assign({ r: 5.4 }, markOf(node)));
    ctx.restore();
  });
}

/** The parts of the legend as [height, paint at y]. */
function legendParts() {
  const head = (word) => [28, (ctx, y) => text(ctx, t(word).toLocaleUpperCase(state.lang), EDGE, y, "600 11px", "ink2")];
  const rows = (list) => list.map((row) => [ROW, (ctx, y) => signRow(ctx, row, y)]);
  const states = [...stateRows(), ...doubtRows()], regions = regionRows();
  return [head("kinds"), ...rows(kindRows()), ...(states.length ? [head("states"), ...rows(states)] : []),
    ...(regions.length ? [head("regions"), ...regions.map((region) => [34, (ctx, y) => regionRow(ctx, region, y)])] : [])];
}

function lensText() {
  return `${t("boundaries")}: ${state.lens === "signed" || state.lens === "today" ? t("lens." + state.lens) : day(state.lens)}`;
}

/** Whoever says so: publishers, or where none is known the source's own id. */
function sourcesOf(node) {
  const all = node.evidence.flatMap((one) => one.sources).filter((id) => doc.sources.has(id)).map((id) => doc.sources.get(id).publisher || id.slice(id.indexOf(":") + 1));
  const names = [...new Set(all)];
  return names.length ? `${t("sources")}: ${names.slice(0, NAMED).join(", ")}${names.length > NAMED ? " …" : ""}` : "";
}

/** What is selected: its title, its day, its sources. */
function chosenText() {
  return state.sel.map((id) => {
    const node = doc.nodes.get(id);
    return [nameOf(id), node && node.matter ? day(node.when) : "", node && node.matter ? sourcesOf(node) : ""].filter(Boolean).join(" · ");
  }).join(" + ");
}

/** What the filters hold back, and what is selected: a line each. */
function linesUnder() {
  return [activeFilters().map(([name]) => name).join(" · "), chosenText()].filter(Boolean);
}

function topOf() {
  return HEAD + CHOSEN * linesUnder().length;
}

/** Size of the sheet round a picture of this size. */
export function sheetSize(wide, tall) {
  const legend = legendParts().reduce((sum, [height]) => sum + height, 0);
  return [LEFT + wide, topOf() + Math.max(tall, legend + 10) + FOOT];
}

/** Paints the sheet; `picture(ctx)` paints what is to stand in it from 0,0 to `wide`, `tall`. */
export function paintSheet(ctx, wide, tall, picture) {
  const [width, height] = sheetSize(wide, tall), top = topOf();
  ctx.fillStyle = colour("bg");
  ctx.fillRect(0, 0, width, height);
  ctx.save();
  ctx.translate(LEFT, top);
  picture(ctx);
  ctx.restore();
  ctx.fillStyle = colour("bg");
  for (const [x, y, w, h] of [[0, 0, width, top], [0, top, LEFT, height - top], [LEFT, top + tall, wide, height - top - tall]]) ctx.fillRect(x, y, w, h);
  fitted(ctx, document.getElementById("kg-headline").textContent, EDGE, 36, 680, 23, width - 2 * EDGE, "ink");
  fitted(ctx, document.getElementById("kg-sub").textContent, EDGE, 58, 400, 13.5, width - 2 * EDGE, "ink2");
  linesUnder().forEach((line, i) => fitted(ctx, line, EDGE, 58 + CHOSEN * (i + 1), 650, 13.5, width - 2 * EDGE, "ink"));
  let y = top - 8;
  for (const [tallness, paint] of legendParts()) { y += tallness; paint(ctx, y - 4); }
  const line = [said(doc.meta.title), t("product"), lensText(), t("today.line", { date: day(doc.meta.today) }), doc.meta.version, said(doc.meta.licence)];
  fitted(ctx, [...new Set(line)].filter(Boolean).join(" · "), EDGE, height - 15, 400, 12, width - 2 * EDGE, "ink2");
}
