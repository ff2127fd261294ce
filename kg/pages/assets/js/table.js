// The table: rows of the HTML, filled in the reader's language, filtered and sorted; one row a matter.

import { doc, vast } from "./doc.js";
import { state, change, listen } from "./state.js";
import { shown, homeParties, stateOf, asked, dayOf, isDated, spanAsked } from "./filters.js";
import { stateName } from "./headline.js";
import { svg } from "./marks.js";
import { drawSign } from "./panel-rows.js";
import { inIdle } from "./idle.js";
import { amount } from "./money.js";
import { piece } from "./pieces.js";
import { said, t, day, number, nameOf, period } from "./words.js";

const COLUMNS = ["kind", "title", "then", "now", "date", "period", "state", "sectors", "money", "sources"];

function sourcesOf(node) {
  return [...new Set(node.evidence.flatMap((one) => one.sources))];
}

/** Where the sources can be read, for who has the file without the page. */
function addresses(node) {
  const known = sourcesOf(node).map((id) => doc.sources.get(id)).filter(Boolean);
  return known.map((source) => source.address || source.locator).filter(Boolean).join("; ");
}

function cells(node) {
  const dated = spanAsked();
  const units = (list) => [...list.map(nameOf), ...node.partners.map(said)].join("; ");
  const sources = sourcesOf(node).map((id) => id.slice(id.indexOf(":") + 1));
  const now = stateOf(node);
  return {
    kind: said(node.kind) || said(node.type), title: said(node.label), then: units(homeParties(node, null)), now: units(homeParties(node, dated)),
    date: day(node.when), period: period(node.period), state: now ? stateName(now) : "",
    sectors: node.sectors.map(said).join("; "), money: said(node.money), sources: sources.join("; "),
  };
}

function fill(row) {
  const node = doc.nodes.get(row.dataset.id);
  const values = cells(node);
  COLUMNS.forEach((column, i) => { row.cells[i].textContent = values[column]; row.cells[i].dataset.label = headOf(column); });
  row.setAttribute("aria-label", values.title);
  const glyph = svg("svg", { viewBox: "-9 -9 18 18", "aria-hidden": "true" });
  drawSign(glyph, node);
  row.cells[0].prepend(glyph);
}

/** What a column is ordered by: a number for money, ISO text for days, else the words; "" comes last either way. */
function sortKey(node, column) {
  if (column === "money") return amount(node.money);
  if (column === "date") return dayOf(node);
  if (column === "period") return node.period.filter(Boolean).join(" ");
  return cells(node)[column];
}

function sorted(nodes) {
  if (!state.sort) return nodes;
  const column = state.sort.replace("-", "");
  if (!COLUMNS.includes(column)) return nodes;
  const turn = state.sort.startsWith("-") ? -1 : 1;
  const keyed = nodes.map((node) => [sortKey(node, column), node]);
  const order = new Intl.Collator(state.lang, { numeric: true });
  const compare = column === "money" ? (a, b) => a - b : order.compare;
  return keyed.sort(([a], [b]) => (a === "") - (b === "") || (a === "" ? 0 : turn * compare(a, b))).map(([, node]) => node);
}

/** Matters in the order of the HTML, once that is known; their rows. Where the page has none, they are made later. */
let original = null, rows = new Map();
/** Words of more rows can wait while nobody sees them; the rows of a vast page are not made before the table is opened. */
const SEVERAL = 1000;
const filling = inIdle(fill), making = inIdle(make);

function areMade() { return rows.size === doc.matters.length; }

function inOrder() {
  original = original || byDay(doc.matters);
  return original;
}

function make(node) {
  const row = piece("table-row");
  row.dataset.id = node.id;
  rows.set(node.id, row);
  document.getElementById("kg-table").tBodies[0].append(row);
  if (areMade()) draw(true, true);
}

/** One row is a stop of the Tab key, the others are reached by arrows: the selected one, the one last stood on, the first. */
function setStop(rows) {
  const seen = rows.filter((row) => !row.hidden);
  const stop = seen.find((row) => row === document.activeElement) || seen.find((row) => state.sel.includes(row.dataset.id)) || seen[0];
  for (const row of rows) row.tabIndex = row === stop ? 0 : -1;
}

/** `all`: every row gets its words anew; `idle`: while nothing else is to do, where nobody sees them. */
function draw(all, idle = false) {
  const table = document.getElementById("kg-table");
  if (state.view === "table" && !areMade()) { making.later(inOrder().filter((node) => !rows.has(node.id))); making.now(); return; }
  const visible = new Set(shown().matters.map((node) => node.id)), list = areMade() ? sorted(inOrder()).map((node) => rows.get(node.id)) : [];
  if (all) filling.later(list);
  if (state.view === "table" || (all && !idle && list.length <= SEVERAL)) filling.now();
  const stand = [...table.tBodies[0].rows];
  if (list.some((row, i) => row !== stand[i])) table.tBodies[0].append(...list);
  for (const row of list) {
    row.hidden = !visible.has(row.dataset.id);
    if (state.sel.includes(row.dataset.id)) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
  setStop(list);
  drawHead(table, visible.size);
}

function drawHead(table, count) {
  for (const head of table.tHead.rows[0].cells) {
    const name = head.dataset.column;
    if (state.sort.replace("-", "") === name) head.setAttribute("aria-sort", state.sort.startsWith("-") ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
    head.querySelector("button").textContent = headOf(name);
  }
  document.getElementById("kg-caption").textContent = `${t("table")} · ${t("table.count", { n: number(count), all: number(doc.matters.length) })}`;
}

/** Brings the row of what is selected into sight, once the table is on the screen; once more where the rows around it were not as tall as was thought. */
function reveal(block) {
  const row = rows.get(state.sel[0]);
  if (!row || state.view !== "table") return;
  const scroll = () => row.scrollIntoView({ block });
  requestAnimationFrame(() => { scroll(); requestAnimationFrame(scroll); });
}

function visibleRows() {
  return [...document.querySelectorAll("#kg-table tbody tr")].filter((row) => !row.hidden);
}

function headOf(name) {
  return name === "now" && isDated() ? t("col.on", { date: day(asked()) }) : t("col." + name);
}

/** One cell of CSV; a text that a spreadsheet would take as a formula is kept from it by an apostrophe. */
function csvCell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The visible rows as CSV (RFC 4180) in the reader's language, with the addresses of their sources; begins with U+FEFF, by which Excel knows UTF-8. */
export function asCsv() {
  const visible = new Set(shown().matters);
  const lines = sorted(inOrder()).filter((node) => visible.has(node)).map((node) => { const values = cells(node); return [node.id, ...COLUMNS.map((column) => values[column]), addresses(node)]; });
  return "\ufeff" + [["id", ...COLUMNS, "addresses"].map(headOf), ...lines].map((line) => line.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

function keys(event) {
  const row = event.target.closest("tbody tr");
  if (!row) return;
  if (event.key === "Enter" || event.key === " ") { event.preventDefault(); change({ sel: [row.dataset.id] }); }
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const rows = visibleRows();
    const next = rows[rows.indexOf(row) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); setStop(rows); }
  }
}

/** Latest first, those without a day last: the order that kg/pages/page.py writes. */
function byDay(nodes) {
  return [...nodes].sort((a, b) => (dayOf(a) < dayOf(b) ? 1 : dayOf(a) > dayOf(b) ? -1 : a.id < b.id ? -1 : 1));
}

/** The table with its rows; of many they stand in a part that only readers without scripts see, and the table is empty. */
function findTable() {
  const found = document.getElementById("kg-table");
  if (!found) document.getElementById("kg-sheet").append(piece("table"));
  const listed = found ? [...found.tBodies[0].rows].filter((row) => doc.nodes.has(row.dataset.id)) : [];
  rows = new Map(listed.map((row) => [row.dataset.id, row]));
  document.getElementById("kg-table").toggleAttribute("data-many", doc.matters.length > SEVERAL);
  if (found) original = listed.map((row) => doc.nodes.get(row.dataset.id));
  return document.getElementById("kg-table");
}

export function startTable() {
  const table = findTable(), asWritten = state.lang === doc.meta.lang && state.lens === doc.meta.lens;
  if (asWritten) filling.later([...rows.values()]);
  if (!areMade() && !vast) making.later(inOrder());
  draw(!asWritten);
  table.addEventListener("click", (event) => {
    const head = event.target.closest("thead th");
    const row = event.target.closest("tbody tr");
    if (head) change({ sort: state.sort === head.dataset.column ? "-" + head.dataset.column : state.sort === "-" + head.dataset.column ? "" : head.dataset.column });
    else if (row && !window.getSelection().toString()) change({ sel: [row.dataset.id] });
  });
  table.addEventListener("keydown", keys);
  window.addEventListener("beforeprint", () => filling.now());
  reveal("center");
  listen((changed) => {
    if (!changed.has("view") || changed.size > 1 || !areMade()) draw(changed.has("lang") || changed.has("lens"));
    if (state.view === "table") filling.now();
    if (changed.has("view")) reveal("center");
    else if (changed.has("sel")) reveal("nearest");
  });
}
