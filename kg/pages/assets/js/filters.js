// Which matters pass, and what each reads as: computed once after every change of the state.

import { doc } from "./doc.js";
import { state } from "./state.js";
import { spanOf, partiesUnder } from "./lens.js";
import { stateOn, rowOf } from "./states.js";

const LIVE = new Set(["in-force", "under-way", "planned", "renewed"]);
let cached = null;

/** The day that states are asked for: the lens' own day, else the page's today. */
export function asked() {
  return state.lens === "signed" || state.lens === "today" ? doc.meta.today : state.lens;
}

export function span() {
  return spanOf(doc.spans, state.lens, doc.meta.today);
}

export function stateOf(node) {
  return node.life ? stateOn(doc.rules, node.life, asked()) : "";
}

/** Parties of Viet Nam under the lens. */
export function homeParties(node, under = span()) {
  return partiesUnder(under, node.parties.filter((id) => isHome(id)));
}

export function isHome(id) {
  const unit = doc.units.get(id);
  return Boolean(unit) && !unit.foreign;
}

/** First and last year in which it may have happened; null where no day is known. */
export function yearsOf(node) {
  const life = node.life || {};
  const first = life.earliest || life.first_day || life.latest || "";
  const last = life.latest || life.earliest || life.first_day || "";
  return first ? [first.slice(0, 4), last.slice(0, 4)] : null;
}

function inRange(years) {
  if (!state.from && !state.to) return true;
  if (!years) return false;
  return (!state.from || years[1] >= state.from) && (!state.to || years[0] <= state.to);
}

/** Years of a thing that is no matter: of its life, else of its day as stated; null where no year is known. */
function ownYears(node) {
  const stated = node.when.match(/\d{4}/g);
  return yearsOf(node) || (stated ? [stated[0], stated[stated.length - 1]] : null);
}

/** Matters answer for their years, known or not; of the rest only what has a day of its own, and never units or the focus. */
function passesYears(node) {
  if (node.matter) return inRange(yearsOf(node));
  if (doc.units.has(node.id) || node.id === doc.meta.focus) return true;
  const years = ownYears(node);
  return !years || inRange(years);
}

function passesGroup(node) {
  return !state.hide.includes(node.group);
}

function passesState(node) {
  if (!node.life) return true;
  const now = stateOf(node);
  if (state.live && node.matter && !LIVE.has(now)) return false;
  return !state.off.includes(rowOf(now));
}

/** True when a node passes every filter. */
export function passes(node) {
  return passesGroup(node) && passesState(node) && passesYears(node);
}

/** True when nothing but the named kind of filter would hold it back: the legend counts these. */
export function passesBut(node, omitted) {
  return (omitted === "hide" || passesGroup(node)) && (omitted === "off" || passesState(node)) && (omitted === "years" || passesYears(node));
}

/** What is shown now: matters, their parties under the lens, and the links between them. */
export function shown() {
  if (cached) return cached;
  const under = span();
  const matters = doc.matters.filter(passes);
  const parties = new Map(matters.map((node) => [node.id, homeParties(node, under)]));
  const links = [...parties.values()].reduce((sum, list) => sum + list.length, 0);
  const units = new Set([...parties.values()].flat());
  cached = { matters, parties, links, units, span: under };
  return cached;
}

export function forget() {
  cached = null;
}
