// The legend: rows with their signs and counts; most are toggles.

import { state, listen, filtered, change, clearFilters } from "./state.js";
import { focusPicture } from "./pictures.js";
import { piece, el } from "./pieces.js";
import { inTokens } from "./paint.js";
import { SvgContext } from "./svg-context.js";
import { doubtRows, kindRows, regionRows, stateRows } from "./legend-rows.js";
import { drawRegions } from "./legend-regions.js";
import { switches } from "./legend-switches.js";
import { t, number } from "./words.js";

/** Fills an <svg> round 0,0 with what `paint` paints. */
export function signed(svg, paint) {
  const ctx = new SvgContext(18, 18, null);
  inTokens(() => paint(ctx));
  svg.replaceChildren(...ctx.element.childNodes);
}

function aloneButton({ on, key, act }, name) {
  const button = el("button", "alone", t("alone"));
  button.type = "button";
  button.dataset.alone = key;
  button.setAttribute("aria-pressed", String(on));
  button.setAttribute("aria-label", `${t("alone")} ${name}`);
  button.addEventListener("click", act);
  return button;
}

function row({ label, named = label, count, paint, on, act, only, alone, data = {} }) {
  const made = piece(act ? "legend-row" : "legend-note", { ".name": label, ".count": number(count) });
  Object.assign(made.dataset, data);
  signed(made.querySelector("svg"), paint);
  if (!act) return made;
  if (only) Object.assign(made, { className: "only", title: named });
  made.setAttribute("aria-pressed", String(on));
  made.setAttribute("aria-label", `${named}${on || only ? "" : ", " + t("hidden")}: ${number(count)}`);
  made.addEventListener("click", (event) => (event.altKey && alone ? alone : { act }).act());
  return alone ? el("div", "line", made, aloneButton(alone, named)) : made;
}

function liveSwitch() {
  const button = piece("legend-row", { ".name": t("live"), ".count": "" });
  button.className = "switch";
  button.dataset.live = "";
  button.setAttribute("aria-pressed", String(state.live));
  button.querySelector("svg").replaceWith(el("span", "chip", state.live ? "✓" : "–"));
  button.addEventListener("click", () => change({ live: !state.live }));
  return button;
}

/** The country asks for it only where there are ghosts: under a lens of today or of a day. */
function asksLive() {
  return state.view !== "country" || state.lens !== "signed" || state.live;
}

function clearRow() {
  const button = el("button", "clear", t("clear"));
  button.type = "button";
  button.addEventListener("click", () => { clearFilters(); focusPicture(); });
  return button;
}

/** What finds the row that holds the keyboard focus again after it was written anew. */
function held(place) {
  const at = document.activeElement;
  if (!at || !place.contains(at)) return "";
  return Object.entries(at.dataset).map(([name, value]) => `[data-${name}="${CSS.escape(value)}"]`).join("");
}

/** Writes the legend again; the keyboard focus stays on its row. */
export function drawLegend() {
  const place = document.getElementById("kg-legend-rows"), key = held(place);
  const states = [...stateRows(), ...doubtRows()], regions = regionRows();
  place.replaceChildren(
    ...switches(), el("h2", "caption", `${t("kinds")} · ${t("counts." + state.view)}`), ...kindRows().map(row),
    ...(states.length ? [el("h2", "caption", t("states")), ...states.map(row), ...(asksLive() ? [liveSwitch()] : [])] : []),
    ...(regions.length ? [el("h2", "caption", t("regions")), ...drawRegions(regions)] : []),
    ...(filtered() ? [clearRow()] : []));
  const again = key && place.querySelector(key);
  if (again) again.focus();
}

const SHOWN = ["hide", "off", "live", "from", "to", "undated", "sector", "size", "only", "lens", "lang", "depth", "view", "wash", "sel", "lines", "scale", "gaps", "star"];

export function startLegend() {
  drawLegend();
  listen((changed) => { if (SHOWN.some((name) => changed.has(name))) drawLegend(); });
}
