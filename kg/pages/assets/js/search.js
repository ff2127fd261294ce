// Search in any spelling, also of units that have ended: the list says where they went.

import { doc, merger } from "./doc.js";
import { change, state } from "./state.js";
import { asked } from "./filters.js";
import { dayBefore } from "./dates.js";
import { fold } from "./fold.js";
import { answers, asking, dateKey } from "./found.js";
import { reads, spanOn } from "./lens.js";
import { changeText } from "./parties.js";
import { piece, el } from "./pieces.js";
import { drawGlyph } from "./marks.js";
import { drawSign, groupOf } from "./panel-rows.js";
import { announce } from "./announce.js";
import { said, t, day, nameOf, number } from "./words.js";

const MOST = 12;
let entries = null;
let hits = [];
let at = -1;
const told = [], names = new Map();

/** Ids of what the list under the box names now, the likest first. */
export function searchHits() {
  return hits.map((entry) => entry.id);
}

/** Calls `callback(ids)` whenever the hits change: the picture rings them and flies to the first; none when the search ends. */
export function onHits(callback) {
  told.push(callback);
}

function tell() {
  for (const callback of told) callback(searchHits());
}

/** What a document or a source is called by in short: its number, its code; the caption of a matter is no name. */
function numberOf({ matter, short }) {
  return matter || !short ? [] : short.map(fold).filter(Boolean);
}

function ofNode(node) {
  const unit = doc.units.get(node.id);
  return { id: node.id, code: fold(node.id), name: node.label, sign: (svg) => drawSign(svg, node), unit, brief: !node.matter, weight: unit ? 0.6 : node.matter ? 0.4 : 0, sel: [node.id],
    date: unit ? "" : dateKey(node.when), rough: node.when.startsWith("["), words: [...node.type, ...node.kind].map(fold).join(" · "), by: (node.parties || []).map(namesOf),
    keys: [...node.keys, ...(unit ? namesOf(unit.id) : []), ...node.label.map(fold), ...numberOf(node)], more: () => more(node, unit) };
}

/** Keys of every name of a unit, worked out once. */
function namesOf(id) {
  const { keys, label } = doc.units.get(id);
  if (!names.has(id)) names.set(id, [...new Set([...keys, ...label.map(fold)])].filter(Boolean));
  return names.get(id);
}

const glyph = (shape, colour) => (svg) => drawGlyph(svg, shape, colour);

/** A resolution is found by its number, once for each unit that it made. */
function ofChange(one) {
  const [made] = one.outputs, text = [one.number, one.number];
  return { id: made, name: text, sign: (svg) => drawSign(svg, { group: "unit" }), weight: -0.2, sel: [made], words: fold(t("resolution", { number: "" })), keys: [fold(one.number)],
    more: () => `${nameOf(made)}: ${changeText(one)}` };
}

/** A promise is found under the matter it was made in. */
function ofPromise(one) {
  const on = one.on.find((id) => doc.nodes.has(id));
  return { id: on, name: one.text, sign: glyph("diamond", "agr"), weight: 0.2, sel: [on], keys: one.text.map(fold), more: () => t("search.promise", { title: nameOf(on) }) };
}

/** What was searched and not found is an answer too. */
function ofSearch(one) {
  const sel = one.about.filter((id) => doc.nodes.has(id) || doc.units.has(id)).slice(0, 2);
  return { id: sel[0], name: one.sought, sign: glyph("glass", "ink2"), weight: -1.5, sel, keys: one.sought.map(fold),
    more: () => t("search.searched", { date: day(one.date), where: said(one.where) }) };
}

function build() {
  const promises = doc.remarks.filter((one) => one.group === "commitment" && !doc.nodes.has(one.id) && one.on.some((id) => doc.nodes.has(id)));
  const searches = doc.searches.filter((one) => one.found === "none" && one.about.some((id) => doc.nodes.has(id) || doc.units.has(id)));
  const changes = [...doc.changes.values()].filter((one) => one.number && one.outputs.length);
  const units = [...doc.units.values()].filter((unit) => !doc.nodes.has(unit.id)).map((unit) => Object.assign({ kind: unit.category, type: unit.category, group: "unit", when: "" }, unit));
  entries = [...[...doc.nodes.values(), ...units].map(ofNode), ...promises.map(ofPromise), ...changes.map(ofChange), ...searches.map(ofSearch)].map((entry) => Object.assign({ code: "", date: "", words: "", by: [] }, entry, { keys: [...new Set(entry.keys)] }));
}

/** True of a unit that is no more today. */
function isEnded({ unit }) {
  return Boolean(unit && unit.until && unit.until < doc.meta.today);
}

/** The day whose boundaries are drawn: as signed, those of before the merger. */
function dayDrawn() {
  return state.lens === "signed" && merger ? dayBefore(merger) : asked();
}

/** True of a version of a unit that is not one on the day. */
function isOff({ unit }, day) {
  return Boolean(unit && ((unit.since && unit.since > day) || (unit.until && unit.until < day)));
}

/** The last day of a unit that has ended, as a number; 0 for all else. */
function lastDay(entry) {
  return isEnded(entry) ? Number(entry.unit.until.replace(/-/g, "")) : 0;
}

function rankOf(entry, wanted) {
  const found = answers(entry, wanted);
  return found ? found + entry.weight + (found === 5 && entry.unit ? 1 : 0) : 0;
}

/** Things that answer the query, the likest first; of units that are alike those that are drawn, then those of today, then those that ended last. */
export function find(query) {
  if (!entries) build();
  const wanted = asking(query), day = dayDrawn();
  if (!wanted.key) return [];
  return entries.map((entry) => ({ entry, rank: rankOf(entry, wanted) })).filter((hit) => hit.rank)
    .sort((a, b) => b.rank - a.rank || isOff(a.entry, day) - isOff(b.entry, day) || isEnded(a.entry) - isEnded(b.entry) || lastDay(b.entry) - lastDay(a.entry) || a.entry.name[0].localeCompare(b.entry.name[0], "vi") || a.entry.id.localeCompare(b.entry.id))
    .map((hit) => hit.entry);
}

function more(node, unit) {
  if (!unit) return [said(node.kind) || said(node.type), day(node.when)].filter(Boolean).join(" · ");
  if (!unit.until) return said(unit.category);
  const now = reads(spanOn(doc.spans, doc.meta.today), unit.id).map(nameOf).join(", ");
  return t("search.ended", { date: day(unit.until), now });
}

function show(box, list) {
  const query = box.value.trim();
  const found = find(query);
  hits = found.slice(0, MOST);
  at = hits.length ? 0 : -1;
  const rows = hits.map((entry, i) => {
    const row = piece("hit", { ".name": said(entry.name), ".more": entry.more() });
    row.id = "kg-hit-" + i;
    entry.sign(row.querySelector("svg"));
    row.addEventListener("mousedown", (event) => { event.preventDefault(); choose(box, list, i); });
    return row;
  });
  const rest = found.length - hits.length, last = rest ? t("search.more", { n: number(rest) }) : rows.length ? "" : t("search.none", { q: query });
  list.replaceChildren(...rows, ...(last ? [el("li", "none", last)] : []));
  list.hidden = !query;
  box.setAttribute("aria-expanded", String(!list.hidden));
  mark(box, list);
  if (query) announce(hits.length ? t("search.found", { n: number(found.length) }) : t("search.none", { q: query }));
  tell();
}

function mark(box, list) {
  list.querySelectorAll("[role=option]").forEach((row, i) => row.setAttribute("aria-selected", String(i === at)));
  if (at >= 0) {
    box.setAttribute("aria-activedescendant", "kg-hit-" + at);
    list.children[at].scrollIntoView({ block: "nearest" });
  } else box.removeAttribute("aria-activedescendant");
}

function close(box, list) {
  list.hidden = true;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
  if (hits.length) {
    hits = [];
    tell();
  }
}

function choose(box, list, i) {
  const entry = hits[i];
  if (!entry) return;
  close(box, list);
  box.value = "";
  document.documentElement.removeAttribute("data-search");
  change({ sel: entry.sel });
  document.getElementById("kg-panel").focus({ preventScroll: true });
}

export function startSearch() {
  const box = document.getElementById("kg-search");
  const list = document.getElementById("kg-hits");
  box.addEventListener("input", () => show(box, list));
  box.addEventListener("focus", () => { if (box.value) show(box, list); });
  box.addEventListener("blur", () => close(box, list));
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (hits.length) at = (at + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length;
      mark(box, list);
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(box, list, at);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      box.value = "";
      close(box, list);
      box.blur();
    }
  });
}
