// Boundaries (the lens) and years (which matters): a histogram stacked by kind, with two handles and a playhead.

import { doc } from "./doc.js";
import { state, change, listen } from "./state.js";
import { passesBut, yearsOf, asked } from "./filters.js";
import { spanOn } from "./lens.js";
import { svg } from "./marks.js";
import { announce } from "./announce.js";
import { t, day, number } from "./words.js";

const LATE = 16;
let scale = null;

function counted() {
  const byYear = new Map();
  for (const node of doc.matters) {
    const years = yearsOf(node);
    const year = years ? years[0] : "?";
    if (!byYear.has(year)) byYear.set(year, { all: 0, on: new Map() });
    const column = byYear.get(year);
    column.all += 1;
    if (passesBut(node, "years")) column.on.set(node.group, (column.on.get(node.group) || 0) + 1);
  }
  return byYear;
}

function columnsOf(byYear) {
  const years = [...byYear.keys()].filter((year) => year !== "?").map(Number).sort((a, b) => a - b);
  const last = Math.max(Number(doc.meta.today.slice(0, 4)), years[years.length - 1] || 0);
  const first = Math.max(years[0] || last - 4, last - LATE + 1);
  const columns = byYear.has("?") ? [{ name: "?", years: ["?"] }] : [];
  const early = years.filter((year) => year < first).map(String);
  if (early.length) columns.push({ name: "≤" + (first - 1), years: early, low: Number(early[0]), high: first - 1 });
  for (let year = Math.min(first, last - 5); year <= last; year++) columns.push({ name: String(year), years: [String(year)], low: year, high: year });
  return columns;
}

function sum(byYear, column) {
  const on = new Map();
  for (const year of column.years) for (const [group, n] of (byYear.get(year) || { on: new Map() }).on) on.set(group, (on.get(group) || 0) + n);
  return on;
}

function inRange(column) {
  if (!state.from && !state.to) return true;
  if (column.low === undefined) return false;
  return (!state.from || column.high >= Number(state.from)) && (!state.to || column.low <= Number(state.to));
}

/** Provinces alive before and from the day on: 63 → 34. */
function unitsAround(moment) {
  const home = [...doc.units.values()].filter((unit) => !unit.foreign);
  const before = home.filter((unit) => (!unit.since || unit.since < moment) && (!unit.until || unit.until >= dayBefore(moment))).length;
  const after = home.filter((unit) => (!unit.since || unit.since <= moment) && (!unit.until || unit.until >= moment)).length;
  return { before, after };
}

function dayBefore(text) {
  const date = new Date(text + "T00:00:00Z");
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}

function moments() {
  const counts = new Map();
  for (const one of doc.changes.values()) counts.set(one.effective, (counts.get(one.effective) || 0) + one.inputs.length);
  return [...counts].filter(([, n]) => n >= 4).map(([effective]) => effective).sort();
}

function handle(side, x, low, high, now) {
  const group = svg("g", { class: "handle", role: "slider", tabindex: 0, "aria-label": t("time." + side), "aria-valuemin": low, "aria-valuemax": high, "aria-valuenow": now, "aria-valuetext": String(now), transform: `translate(${x} 0)` });
  group.dataset.side = side;
  group.append(svg("rect", { class: "hit", x: -12, y: 2, width: 24, height: 60 }), svg("rect", { x: -4, y: 6, width: 8, height: 54, rx: 3 }));
  return group;
}

export function drawYears() {
  const place = document.getElementById("kg-years");
  const width = place.clientWidth;
  if (!width) return;
  const held = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.side : "";
  const byYear = counted();
  const columns = columnsOf(byYear);
  const step = (width - 40) / columns.length;
  const base = 58;
  const most = Math.max(1, ...columns.map((column) => [...sum(byYear, column).values()].reduce((a, b) => a + b, 0)));
  const out = svg("svg", { viewBox: `0 0 ${width} 78`, role: "group", "aria-label": t("time") });
  columns.forEach((column, i) => {
    const x = 16 + i * step;
    const on = sum(byYear, column);
    const total = [...on.values()].reduce((a, b) => a + b, 0);
    const bars = svg("g", { class: inRange(column) ? "" : "out" });
    bars.append(svg("title", {}, t("time.bar", { year: column.name === "?" ? t("time.undated") : column.name, n: number(total) })));
    let y = base;
    for (const group of doc.groups.values()) {
      const tall = ((on.get(group.id) || 0) / most) * 44;
      if (!tall) continue;
      y -= tall;
      bars.append(svg("rect", { x: x + 2, y, width: Math.max(2, step - 4), height: Math.max(0.8, tall - 0.7), fill: `var(--${group.colour})` }));
    }
    out.append(bars);
    if (step > 30 || i % Math.ceil(34 / step) === 0) out.append(svg("text", { x: x + step / 2, y: 73 }, column.name));
  });
  out.append(svg("line", { class: "base", x1: 14, x2: width - 22, y1: base + 0.5, y2: base + 0.5 }));
  scale = scaleOf(columns, step);
  for (const moment of moments()) {
    const x = scale.x(moment);
    if (x === null) continue;
    const { before, after } = unitsAround(moment);
    if (before === after) continue;
    out.append(svg("line", { class: "moment", x1: x, x2: x, y1: 6, y2: base }), svg("text", { class: "change", x: x - 5, y: 14 }, t("time.change", { before, after })));
  }
  if (state.lens !== "signed") {
    const x = scale.playhead(asked());
    out.append(svg("line", { class: "playhead", x1: x, x2: x, y1: 4, y2: base }), svg("circle", { class: "knob", cx: x, cy: base, r: 7 }));
  }
  const low = scale.low, high = scale.high;
  const from = state.from ? Number(state.from) : low;
  const to = state.to ? Number(state.to) : high;
  out.append(handle("from", scale.left(from), low, high, from), handle("to", scale.left(to + 1), low, high, to));
  place.replaceChildren(out);
  const again = held && out.querySelector(`[data-side="${held}"]`);
  if (again) again.focus();
}

function scaleOf(columns, step) {
  const dated = columns.findIndex((column) => column.low !== undefined);
  const low = columns[dated].low;
  const high = columns[columns.length - 1].high;
  const left = (year) => {
    const i = columns.findIndex((column) => column.low !== undefined && column.high >= year);
    return 16 + (i < 0 ? columns.length : i) * step;
  };
  const x = (text) => {
    const year = Number(text.slice(0, 4));
    const i = columns.findIndex((column) => column.low === year && column.high === year);
    return i < 0 ? null : 16 + (i + (Number(text.slice(5, 7)) - 1) / 12 + (Number(text.slice(8, 10)) - 1) / 365) * step;
  };
  // A day without a bar of its own stands in the bar that sums the early years, or at the near end.
  const playhead = (text) => x(text) ?? (Number(text.slice(0, 4)) > columns[dated].high ? 16 + columns.length * step : 16 + (dated + (columns[dated].name.startsWith("≤") ? 0.5 : 0)) * step);
  const yearAt = (px) => {
    const i = Math.min(columns.length - 1, Math.max(dated, Math.round((px - 16) / step)));
    return columns[i].low;
  };
  return { low, high, left, x, yearAt, playhead };
}

function setYear(side, year, quiet) {
  const low = scale.low, high = scale.high;
  const from = state.from ? Number(state.from) : low;
  const to = state.to ? Number(state.to) : high;
  if (side === "from") {
    const value = Math.min(Math.max(low, year), to);
    change({ from: value <= low ? "" : String(value), to: state.to }, quiet);
  } else {
    const value = Math.max(Math.min(high, year), from);
    change({ to: value >= high ? "" : String(value) }, quiet);
  }
}

function keys(event) {
  const side = event.target.dataset && event.target.dataset.side;
  const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -5, PageUp: 5 }[event.key];
  if (!side || (!step && event.key !== "Home" && event.key !== "End")) return;
  event.preventDefault();
  event.stopPropagation();
  const now = Number(event.target.getAttribute("aria-valuenow"));
  setYear(side, event.key === "Home" ? scale.low : event.key === "End" ? scale.high : now + step, true);
}

function drag(event) {
  const grip = event.target.closest(".handle");
  if (!grip) return;
  event.preventDefault();
  grip.focus();
  const side = grip.dataset.side;
  const place = document.getElementById("kg-years");
  const left = place.getBoundingClientRect().left;
  const move = (moved) => setYear(side, scale.yearAt(moved.clientX - left) - (side === "to" ? 1 : 0), true);
  const stop = () => { window.removeEventListener("pointermove", move); window.removeEventListener("pointerup", stop); };
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", stop);
}

function drawLens() {
  const which = state.lens === "signed" || state.lens === "today" ? state.lens : "date";
  for (const button of document.querySelectorAll("[data-lens-button]")) {
    button.setAttribute("aria-pressed", String(button.dataset.lensButton === which));
    if (button.dataset.lensButton === "date") button.textContent = which === "date" ? day(state.lens) : t("lens.date");
  }
}

function startLens() {
  const pick = document.getElementById("kg-pick");
  const input = document.getElementById("kg-day");
  const opener = document.querySelector('[data-lens-button="date"]');
  const fault = document.getElementById("kg-day-fault");
  const open = (yes) => { pick.hidden = !yes; opener.setAttribute("aria-expanded", String(yes)); if (yes) { input.value = asked(); input.focus(); } };
  for (const button of document.querySelectorAll("[data-lens-button]")) {
    button.addEventListener("click", () => (button.dataset.lensButton === "date" ? open(pick.hidden) : (open(false), change({ lens: button.dataset.lensButton }))));
  }
  input.min = doc.meta.since;
  input.addEventListener("change", () => {
    const early = doc.meta.since && input.value < doc.meta.since;
    fault.hidden = !early;
    fault.textContent = early ? t("lens.before", { date: day(doc.meta.since) }) : "";
    if (input.value && !early && spanOn(doc.spans, input.value)) change({ lens: input.value });
  });
  pick.addEventListener("keydown", (event) => { if (event.key === "Escape" || event.key === "Enter") { event.stopPropagation(); open(false); opener.focus(); } });
}

export function startTime() {
  startLens();
  drawLens();
  drawYears();
  const place = document.getElementById("kg-years");
  place.addEventListener("keydown", keys);
  place.addEventListener("pointerdown", drag);
  new ResizeObserver(drawYears).observe(place);
  listen((changed) => {
    if (changed.has("lens") || changed.has("lang")) drawLens();
    if (changed.has("lens")) announce(t("said.lens", { lens: state.lens === "signed" || state.lens === "today" ? t("lens." + state.lens) : day(state.lens) }));
    drawYears();
  });
}
