// Which matters pass, and what each reads as: computed once after every change of the state.

import { doc } from "./doc.js";
import { state, sectorKey } from "./state.js";
import { reads, spanOf, spanOn, partiesUnder } from "./lens.js";
import { stateOn, rowOf } from "./states.js";

/** No longer, or not yet, of force on the day: drawn as ghosts, hidden by "only what is in force". */
const GONE = new Set(["lapsed", "renewed", "dropped", "not-yet"]);
let cached = null, onDay = null;

/** The day that states are asked for: the lens' own day, else the page's today. */
export function asked() {
  return state.lens === "signed" || state.lens === "today" ? doc.meta.today : state.lens;
}

/** True under a lens of a day of the reader's own: what is said is said of that day. */
export function isDated() {
  return state.lens !== "signed" && asked() !== doc.meta.today;
}

export function span() {
  return spanOf(doc.spans, state.lens, doc.meta.today);
}

/** The span of the day that states are asked for. */
export function spanAsked() {
  onDay = onDay || spanOn(doc.spans, asked());
  return onDay;
}

/** Remembers the answers of `ask(node, key)` for one `key` after the other: all that is counted asks the same of every matter. */
export function remembered(ask, most) {
  const known = new Map();
  return (node, key) => {
    if (!known.has(key)) { if (known.size >= most) known.clear(); known.set(key, new Array(doc.nodes.size)); }
    const answers = known.get(key);
    if (answers[node.n] === undefined) answers[node.n] = ask(node, key);
    return answers[node.n];
  };
}

const stateOnDay = remembered((node, day) => stateOn(doc.rules, node.life, day), 2);
const homeUnder = remembered((node, under) => (under ? partiesUnder(under, homeUnder(node, null)) : node.parties.filter(isHome)), 4);

export function stateOf(node) {
  return node.life ? stateOnDay(node, asked()) : "";
}

/** True when, under a lens of today or of a day, the thing is lapsed, renewed, dropped or not yet: drawn at 0.35. */
export function isGhost(node) {
  return state.lens !== "signed" && GONE.has(stateOf(node));
}

/** Parties of Viet Nam under the lens; the list is shared, nobody changes it. */
export function homeParties(node, under = span()) {
  return homeUnder(node, under);
}

export function isHome(id) {
  const unit = doc.units.get(id);
  return Boolean(unit) && !unit.foreign;
}

/** First and last day on which it may have happened, of its life, else of its day as stated; null where no year is known. */
function daysOf(node) {
  const life = node.life || {};
  const first = life.earliest || life.first_day || life.latest || "";
  if (first) return [first, life.latest || life.earliest || life.first_day];
  const stated = node.when.match(/\d{4}/g);
  return stated ? [stated[0] + "-01", stated[stated.length - 1] + "-12"] : null;
}

/** The day that lists are ordered by, or only its year; "" where neither is known. */
export function dayOf(node) {
  return (node.life && (node.life.earliest || node.life.latest)) || (node.when.match(/\d{4}/) || [""])[0];
}

/** First and last year in which it may have happened; null where no day is known. */
export function yearsOf(node) {
  const days = daysOf(node);
  return days && days.map((day) => day.slice(0, 4));
}

/** True while matters without a year are shown: by themselves, unless years are chosen; else as the reader says. */
export function undatedShown() {
  return state.undated ? state.undated === "yes" : !state.from && !state.to;
}

function inRange(days) {
  if (!days) return undatedShown();
  return (!state.from || days[1].slice(0, state.from.length) >= state.from) && (!state.to || days[0].slice(0, state.to.length) <= state.to);
}

/** Matters answer for their years, known or not; of the rest only what has a day of its own, and never units or the focus. */
function passesYears(node) {
  if (node.matter) return inRange(daysOf(node));
  if (doc.units.has(node.id) || node.id === doc.meta.focus) return true;
  const days = daysOf(node);
  return !days || inRange(days);
}

/** How many parties the source states, as signed, where it names fewer of them; 0 where every party is named. */
export function statedParties(node) {
  return node.stated > node.parties.length + node.partners.length ? node.stated : 0;
}

/** How many parties of Viet Nam a matter has: those named, or as many as the source states. */
export function partyCount(node, under = span()) {
  return Math.max(homeParties(node, under).length, statedParties(node));
}

export function isJoint(node) {
  return partyCount(node, null) >= 2;
}

const fateUnder = remembered((node, under) => {
  const then = homeParties(node, null).length, now = homeParties(node, under).length, all = !statedParties(node);
  return { fewer: then >= 2 && now < then, three: all && then >= 3 && now === 2, internal: all && then >= 2 && now === 1 };
}, 2);

/** What the merger made of a matter of two parties or more: fewer of them, two of three or more, or one; by the day that is asked for. */
export function fateOf(node, under = spanAsked()) {
  return fateUnder(node, under);
}

const ONLY = {
  fewer: (node) => fateOf(node).fewer,
  three: (node) => fateOf(node).three,
  internal: (node) => fateOf(node).internal,
  lapsed: (node) => node.group === "agr" && stateOf(node) === "lapsed",
  missed: (node) => stateOf(node) === "missed",
  conflict: (node) => node.conflicts.length > 0,
  undated: (node) => !daysOf(node),
  single: (node) => partyCount(node, null) === 1 && !node.partners.length,
  foreign: (node) => node.partners.length > 0 && !isJoint(node),
  undrawn: (node) => !isJoint(node) && (node.parties.length > 0 || !node.covers.length),
  star: (node) => state.star.some((id) => id === node.id || reads(span(), id).some((one) => homeParties(node).includes(one))),
};

/** True where the overview's bar `name` counts the matter. */
export function isOnly(node, name) {
  return ONLY[name](node);
}

/** 0 to 4 parties of Viet Nam under the lens, 5 for more; never fewer than the source states. */
export function sizeOf(node) {
  return Math.min(5, partyCount(node));
}

function passesState(node) {
  return !node.life || !state.off.includes(rowOf(stateOf(node)));
}

function passesSector(node) {
  if (!node.matter && !node.sectors.length) return true;
  return node.sectors.some((pair) => state.sector.includes(sectorKey(pair)));
}

/** Each kind of filter by its name: whether it is set, and what passes it; the last two ask only of matters. */
const FILTERS = {
  hide: { set: () => state.hide.length > 0, passes: (node) => !state.hide.includes(node.group) },
  off: { set: () => state.off.length > 0, passes: passesState },
  live: { set: () => state.live, passes: (node) => !GONE.has(stateOf(node)) },
  years: { set: () => Boolean(state.from || state.to || state.undated), passes: passesYears },
  sector: { set: () => state.sector.length > 0, passes: passesSector },
  size: { set: () => state.size !== "", passes: (node) => !node.matter || sizeOf(node) === Number(state.size) },
  only: { set: () => state.only !== "", passes: (node) => !node.matter || isOnly(node, state.only) },
};
/** Those that are set now, by name. */
let set = null;

/** True when nothing but the named kinds of filter would hold it back: legend, histogram and overview count these. */
export function passesBut(node, ...omitted) {
  set = set || Object.keys(FILTERS).filter((name) => FILTERS[name].set());
  return set.every((name) => omitted.includes(name) || FILTERS[name].passes(node));
}

/** True when a node passes every filter. */
export function passes(node) {
  return passesBut(node);
}

/** What is shown now: matters, their parties under the lens, and the links between them. */
export function shown() {
  if (cached) return cached;
  const under = span();
  const matters = doc.matters.filter(passes), parties = new Map(), units = new Set();
  let links = 0;
  for (const node of matters) {
    const list = homeParties(node, under);
    parties.set(node.id, list);
    links += list.length;
    for (const unit of list) units.add(unit);
  }
  cached = { matters, parties, links, units, span: under };
  return cached;
}

export function forget() {
  cached = set = onDay = null;
}
