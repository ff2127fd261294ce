// Years (which matters): a histogram stacked by kind, with the ends of the range and the playhead of the lens on it.

import { doc } from "./doc.js";
import { state, change, listen } from "./state.js";
import { passesBut, yearsOf, asked, undatedShown } from "./filters.js";
import { columnsOf, scaleOf, monthOf } from "./timescale.js";
import { dragOn, keysOn, resetOn, rangeEnds } from "./timegrips.js";
import { dayBefore } from "./dates.js";
import { svg } from "./marks.js";
import { t, day, number } from "./words.js";

const BASE = 58, TALL = 44;
let scale = null;

function counted() {
  const byYear = new Map();
  for (const node of doc.matters) {
    const years = yearsOf(node);
    const year = years ? years[0] : "?";
    if (!byYear.has(year)) byYear.set(year, new Map());
    const column = byYear.get(year);
    if (passesBut(node, "years")) column.set(node.group, (column.get(node.group) || 0) + 1);
  }
  return byYear;
}

/** Group → count in a column. */
function sum(byYear, column) {
  const on = new Map();
  for (const year of column.years) for (const [group, n] of byYear.get(year) || []) on.set(group, (on.get(group) || 0) + n);
  return on;
}

function total(on) {
  return [...on.values()].reduce((a, b) => a + b, 0);
}

function inRange(column) {
  if (column.low === undefined) return undatedShown();
  return (!state.from || column.high >= Number(state.from.slice(0, 4))) && (!state.to || column.low <= Number(state.to.slice(0, 4)));
}

function stack(column, x, on, most) {
  const bars = svg("g", { class: inRange(column) ? "" : "out" });
  let y = BASE;
  for (const group of doc.groups.values()) {
    const tall = ((on.get(group.id) || 0) / most) * TALL;
    if (!tall) continue;
    y -= tall;
    bars.append(svg("rect", { x: x + 2, y, width: Math.max(2, scale.step - 4), height: Math.max(0.8, tall - 0.7), fill: `var(--${group.colour})` }));
  }
  return bars;
}

/** Matters without a year stand apart and are a switch: they have no place in a range. */
function undatedColumn(column, x, bars, n) {
  const label = t("time.bar", { year: t("time.undated"), n: number(n) });
  const group = svg("g", { class: "undated", role: "button", tabindex: 0, "aria-pressed": String(undatedShown()), "aria-label": label });
  group.dataset.side = "undated";
  group.append(svg("title", {}, label), svg("rect", { class: "hit", x: x - 4, y: 2, width: scale.step + 8, height: 76 }), bars, svg("text", { x: x + scale.step / 2, y: 73 }, "?"));
  return group;
}

function columnParts(columns, byYear) {
  const sums = columns.map((column) => sum(byYear, column));
  const most = Math.max(1, ...sums.map(total));
  const every = Math.ceil(34 / scale.step);
  return columns.flatMap((column, i) => {
    const x = scale.left(i), n = total(sums[i]);
    const bars = stack(column, x, sums[i], most);
    if (column.name === "?") return [undatedColumn(column, x, bars, n)];
    bars.append(svg("title", {}, t("time.bar", { year: column.name, n: number(n) })));
    const named = column.name.startsWith("≤") || (columns.length - 1 - i) % every === 0;
    return named && !(every > 1 && i === 2 && columns[1].name.startsWith("≤")) ? [bars, svg("text", { x: x + scale.step / 2, y: 73 }, column.name)] : [bars];
  });
}

/** Provinces alive before and from the day on: 63 → 34. */
function unitsAround(moment) {
  const home = [...doc.units.values()].filter((unit) => !unit.foreign);
  const before = home.filter((unit) => (!unit.since || unit.since < moment) && (!unit.until || unit.until >= dayBefore(moment))).length;
  const after = home.filter((unit) => (!unit.since || unit.since <= moment) && (!unit.until || unit.until >= moment)).length;
  return { before, after };
}

/** A line at each day on which the number of units changed, and apart what it says: [line, text]. */
function momentParts() {
  const counts = new Map();
  for (const one of doc.changes.values()) counts.set(one.effective, (counts.get(one.effective) || 0) + one.inputs.length);
  return [...counts].filter(([moment, n]) => n >= 4 && Number(moment.slice(0, 4)) >= scale.first).sort().flatMap(([moment]) => {
    const { before, after } = unitsAround(moment);
    const x = scale.dayX(moment);
    return before === after ? [] : [[svg("line", { class: "moment", x1: x, x2: x, y1: 6, y2: BASE }), svg("text", { class: "change", x: x - 5, y: 14 }, t("time.change", { before, after }))]];
  });
}

function grip(side, x, label, now, text, low, high) {
  const group = svg("g", { class: "grip " + side, role: "slider", tabindex: 0, "aria-label": label, "aria-valuemin": low, "aria-valuemax": high, "aria-valuenow": now, "aria-valuetext": text, transform: `translate(${x} 0)` });
  group.dataset.side = side;
  return group;
}

function handle(side) {
  const month = rangeEnds(scale)[side];
  const x = side === "from" ? scale.x(month) - 4 : scale.x(month + 1) + 4;
  const text = state[side] ? day(state[side]) : t("time." + side + ".open");
  const group = grip(side, x, t("time." + side), month, text, scale.low, scale.high);
  group.append(svg("rect", { class: "hit", x: -13, y: 0, width: 26, height: 66 }), svg("rect", { class: "bar", x: -4, y: 6, width: 8, height: 54, rx: 3 }));
  return group;
}

/** The day of the lens, on the axis. */
function playhead() {
  const at = asked();
  const group = grip("day", scale.dayX(at), t("time.day"), monthOf(at.slice(0, 7)), day(at), monthOf(doc.meta.since || at), monthOf(doc.meta.today.slice(0, 7)));
  group.append(svg("rect", { class: "hit", x: -5, y: 0, width: 10, height: 48 }), svg("line", { class: "playhead", x1: 0, x2: 0, y1: 2, y2: BASE }),
    svg("circle", { class: "hit", cx: 0, cy: BASE, r: 13 }), svg("circle", { class: "knob", cx: 0, cy: BASE, r: 7 }));
  return group;
}

export function drawYears() {
  const place = document.getElementById("kg-years");
  const width = place.clientWidth;
  if (!width) return;
  const held = place.contains(document.activeElement) ? document.activeElement.dataset.side : "";
  const byYear = counted();
  const columns = columnsOf([...byYear.keys()].sort(), Number(doc.meta.today.slice(0, 4)));
  scale = scaleOf(columns, width);
  const moments = momentParts();
  const out = svg("svg", { viewBox: `0 0 ${width} 78`, role: "group", "aria-label": t("time") });
  out.append(...columnParts(columns, byYear), svg("line", { class: "base", x1: 6, x2: width - 18, y1: BASE + 0.5, y2: BASE + 0.5 }), ...moments.map(([line]) => line),
    handle("from"), handle("to"), ...(state.lens === "signed" ? [] : [playhead()]), ...moments.map(([, text]) => text));
  place.replaceChildren(out);
  const again = held && out.querySelector(`[data-side="${held}"]`);
  if (again) again.focus();
}

function toggleUndated() {
  const wanted = !undatedShown();
  change({ undated: wanted === (!state.from && !state.to) ? "" : wanted ? "yes" : "no" });
}

export function startTime() {
  drawYears();
  const place = document.getElementById("kg-years");
  place.addEventListener("click", (event) => { if (event.target.closest("[data-side=undated]")) toggleUndated(); });
  place.addEventListener("keydown", (event) => {
    if (event.target.dataset.side !== "undated") keysOn(event, scale);
    else if (event.key === "Enter" || event.key === " ") { event.preventDefault(); toggleUndated(); }
  });
  place.addEventListener("pointerdown", (event) => dragOn(event, place, () => scale));
  place.addEventListener("dblclick", resetOn);
  new ResizeObserver(drawYears).observe(place);
  const still = new Set(["sel", "view", "theme", "sort", "lines"]);
  listen((changed) => { if ([...changed].some((name) => !still.has(name))) drawYears(); });
}
