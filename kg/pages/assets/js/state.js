// What the reader has chosen. One value, kept in the address fragment, so that a link reopens the same picture.

import { doc } from "./doc.js";
import { largest } from "./money.js";
import { ROWS } from "./states.js";

const DAY = /^\d{4}-\d\d-\d\d$/;
/** Where one looks: two whole numbers in the world of the picture, and the zoom. */
const PLACE = /^-?\d{1,5},-?\d{1,5},\d{1,2}(\.\d\d?)?$/;
const MONTH = /^\d{4}(-(0[1-9]|1[0-2]))?$/;
const SIZES = ["0", "1", "2", "3", "4", "5"];
/** What the overview can single out: what the merger changed, what wants a second look, what the country does not draw. */
export const ONLY = ["fewer", "three", "internal", "lapsed", "missed", "conflict", "undated", "single", "foreign", "undrawn", "star"];
/** No filter at all. */
const NONE = { hide: [], off: [], sector: [], size: "", only: "", from: "", to: "", undated: "", live: false };
const HOME = Object.assign({}, NONE, { at: "", view: doc.meta.view || "network", lens: doc.meta.lens || "signed", lang: doc.meta.lang, theme: "",
  sel: (doc.meta.sel || [doc.meta.focus]).filter(known), hide: (doc.meta.hide || []).filter((id) => doc.groups.has(id)),
  depth: doc.meta.depth, sort: "", lines: "", scale: "", gaps: "", star: [], wash: "", marks: "" });
const listeners = [];
let views = ["country", "network", "table"];
export const state = Object.assign({}, HOME);

function known(id) {
  return doc.nodes.has(id) || doc.units.has(id);
}

/** The name of a sector in a link: the same in both languages. */
export function sectorKey([vi, en]) {
  return (en || vi).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
}

const sectors = new Set(doc.matters.flatMap((node) => node.sectors.map(sectorKey)));

/** Names the views of this page; others in a link are taken as the page's own. */
export function setViews(names) {
  views = names;
  if (!views.includes(HOME.view)) HOME.view = views[0];
}

function list(text, allowed) {
  return text.split(",").filter((word) => word && allowed(word)).slice(0, 200);
}

/** Some of what is known; where a link names only what is not, it is as if it said nothing. */
function someOf(allowed) {
  return (text) => { const found = list(text, allowed); return found.length || !text ? found : undefined; };
}

function oneOf(allowed) {
  return (text) => (allowed.includes(text) ? text : undefined);
}

function readLens(text) {
  if (text === "signed" || text === "today") return text;
  const day = new Date(text + "T00:00:00Z");
  const real = DAY.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
  return real && text >= doc.meta.since && text <= doc.meta.today ? text : undefined;
}

function readMonth(silent) {
  return (text) => (MONTH.test(text) ? text.replace(silent, "") : undefined);
}

/** How each field is read from a link; undefined: the link says nothing of use. */
const READ = {
  view: (text) => oneOf(views)(text),
  at: (text) => (PLACE.test(text) ? text : undefined),
  lens: readLens,
  sel: (text) => list(text, known).slice(0, 2),
  lang: oneOf(["vi", "en"]),
  theme: oneOf(["light", "dark"]),
  from: readMonth(/-01$/),
  to: readMonth(/-12$/),
  undated: oneOf(["yes", "no"]),
  hide: someOf((id) => doc.groups.has(id)),
  off: someOf((name) => ROWS.includes(name)),
  sector: someOf((key) => sectors.has(key)),
  size: oneOf(SIZES),
  only: oneOf(ONLY),
  live: (text) => (text === "1" ? true : undefined),
  depth: (text) => (/^[1-9]$/.test(text) ? Math.min(Number(text), HOME.depth) : undefined),
  lines: oneOf(["pairs"]),
  scale: (text) => (text === "money" && largest() ? text : undefined),
  gaps: oneOf(["on"]),
  star: (text) => list(text, known),
  wash: oneOf(["off"]),
  marks: oneOf(["all"]),
  sort: (text) => (/^-?[a-z]+$/.test(text) ? text : undefined),
};

function fromFragment() {
  const given = new URLSearchParams(location.hash.slice(1));
  const out = Object.assign({}, HOME);
  for (const [name, read] of Object.entries(READ)) {
    const value = given.has(name) ? read(given.get(name)) : undefined;
    if (value !== undefined) out[name] = value;
  }
  if (out.from && out.to && out.from.slice(0, out.to.length) > out.to) Object.assign(out, { from: "", to: "" });
  return out;
}

function written(value) {
  return Array.isArray(value) ? value.join(",") : value === true ? "1" : value === false ? "" : String(value);
}

/** Whatever differs from how the page opens, also where nothing is chosen of what it opens with (`hide=`). */
function toFragment() {
  const out = new URLSearchParams();
  for (const name of Object.keys(READ)) if (written(state[name]) !== written(HOME[name])) out.set(name, written(state[name]));
  return "#" + out.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
}

/** Makes the address say what is shown, where a link asked for something that is not. */
function settle() {
  const fragment = toFragment();
  if (location.hash && fragment !== location.hash) history.replaceState(null, "", fragment);
}

function tell(before) {
  const changed = new Set(Object.keys(state).filter((name) => String(state[name]) !== String(before[name])));
  if (changed.size) for (const listener of listeners) listener(changed, before);
}

/** Calls `listener(changed names, state before)` after each change. */
export function listen(listener) {
  listeners.push(listener);
}

/** Changes the state; `quiet` replaces the entry in the history instead of adding one (dragging). */
export function change(patch, quiet = false) {
  const before = Object.assign({}, state);
  Object.assign(state, patch);
  // Where one looked belongs to what was chosen then, and to its view.
  if (["sel", "view"].some((name) => written(state[name]) !== written(before[name]))) state.at = before.at = "";
  const fragment = toFragment();
  if (fragment !== location.hash) history[quiet ? "replaceState" : "pushState"](null, "", fragment);
  tell(before);
}

/** Notes in the same entry of the history where the reader looks, [x, y, zoom]; null: as the view opens. Nobody is told. */
export function keepPlace(place) {
  const at = place ? [Math.round(place[0]) || 0, Math.round(place[1]) || 0, Number(place[2].toFixed(2))].join() : "";
  if (at === state.at) return;
  state.at = at;
  history.replaceState(null, "", toFragment());
}

/** [x, y, zoom] that the address asks for; null for none. */
export function placeKept() {
  return state.at ? state.at.split(",").map(Number) : null;
}

/** No filter but the kinds that the page opened without and that the reader did not ask for since. */
function unfiltered() {
  return Object.assign({}, NONE, { hide: HOME.hide.filter((id) => state.hide.includes(id)) });
}

/** Takes the reader's own filters off; language, theme, view, lens and selection stay. */
export function clearFilters() {
  change(unfiltered());
}

/** The fields that hold something back now. */
export function filtering() {
  return Object.keys(NONE).filter((name) => written(state[name]) && state[name] !== "yes");
}

/** True while the reader's own filters hold something back. */
export function filtered() {
  const bare = unfiltered();
  return filtering().some((name) => written(state[name]) !== written(bare[name]));
}

/** Reads the fragment now and whenever the reader goes back or forward. */
export function start() {
  Object.assign(state, fromFragment());
  settle();
  const reread = () => {
    const before = Object.assign({}, state);
    Object.assign(state, fromFragment());
    settle();
    tell(before);
  };
  window.addEventListener("popstate", reread);
  window.addEventListener("hashchange", reread);
}
