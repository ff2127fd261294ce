// What the reader has chosen. One value, kept in the address fragment, so that a link reopens the same picture.

import { doc } from "./doc.js";
import { ROWS } from "./states.js";

const DAY = /^\d{4}-\d\d-\d\d$/;
const HOME = { view: doc.meta.view || "network", lens: doc.meta.lens || "signed", sel: doc.nodes.has(doc.meta.focus) ? [doc.meta.focus] : [], lang: doc.meta.lang, theme: "", from: "", to: "",
  hide: [], off: [], live: false, depth: doc.meta.depth, sort: "", lines: "" };
const listeners = [];
let views = ["country", "network", "table"];
export const state = Object.assign({}, HOME);

/** Names the views of this page; others in a link are taken as the page's own. */
export function setViews(names) {
  views = names;
  if (!views.includes(HOME.view)) HOME.view = views[0];
}

function words(text) {
  return text ? text.split(",").filter(Boolean).slice(0, 200) : [];
}

function fromFragment() {
  const given = new URLSearchParams(location.hash.slice(1));
  const year = (name) => (/^\d{4}$/.test(given.get(name) || "") ? given.get(name) : "");
  const lens = given.get("lens") || HOME.lens;
  const day = new Date(lens + "T00:00:00Z");
  const real = DAY.test(lens) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(lens) && lens >= doc.meta.since;
  return {
    view: views.includes(given.get("view")) ? given.get("view") : HOME.view,
    lens: lens === "signed" || lens === "today" || real ? lens : "signed",
    sel: given.has("sel") ? words(given.get("sel")).filter((id) => doc.nodes.has(id) || doc.units.has(id)).slice(0, 2) : HOME.sel,
    lang: ["vi", "en"].includes(given.get("lang")) ? given.get("lang") : HOME.lang,
    theme: ["light", "dark"].includes(given.get("theme")) ? given.get("theme") : "",
    from: year("from"),
    to: year("to"),
    hide: words(given.get("hide")).filter((id) => doc.groups.has(id)),
    off: words(given.get("off")).filter((name) => ROWS.includes(name)),
    live: given.get("live") === "1",
    depth: /^[1-9]$/.test(given.get("depth") || "") ? Math.min(Number(given.get("depth")), HOME.depth) : HOME.depth,
    lines: given.get("lines") === "pairs" ? "pairs" : "",
    sort: /^-?[a-z]+$/.test(given.get("sort") || "") ? given.get("sort") : "",
  };
}

function toFragment() {
  const out = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) {
    const text = Array.isArray(value) ? value.join(",") : value === true ? "1" : value === false ? "" : String(value);
    const home = Array.isArray(HOME[name]) ? HOME[name].join(",") : HOME[name] === false ? "" : String(HOME[name]);
    if (text !== home) out.set(name, text);
  }
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
  const fragment = toFragment();
  if (fragment !== location.hash) history[quiet ? "replaceState" : "pushState"](null, "", fragment);
  tell(before);
}

/** Everything as the page opened, but the language, the theme and the view. */
export function clearFilters() {
  change({ hide: [], off: [], from: "", to: "", live: false });
}

/** True while some filter holds something back. */
export function filtered() {
  return state.hide.length > 0 || state.off.length > 0 || state.from !== "" || state.to !== "" || state.live;
}

/** Reads the fragment now and whenever the reader goes back or forward. */
export function start(opens) {
  Object.assign(HOME, opens);
  Object.assign(state, HOME, fromFragment());
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
