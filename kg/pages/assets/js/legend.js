// The legend: kinds and states with their counts; each row is a toggle.

import { doc } from "./doc.js";
import { state, change, listen, filtered, clearFilters } from "./state.js";
import { piece, el } from "./pieces.js";
import { drawGlyph, LOOKS } from "./marks.js";
import { ROWS, rowOf } from "./states.js";
import { passesBut, stateOf } from "./filters.js";
import { opened, withinReach } from "./scene.js";
import { said, t, number } from "./words.js";

function toggled(list, item) {
  return list.includes(item) ? list.filter((other) => other !== item) : [...list, item];
}

function row(kind, id, label, count, glyph) {
  const hidden = state[kind].includes(id);
  const button = piece("legend-row", { ".name": label, ".count": number(count) });
  button.dataset[kind === "hide" ? "group" : "state"] = id;
  button.setAttribute("aria-pressed", String(!hidden));
  button.setAttribute("aria-label", `${label}${hidden ? ", " + t("hidden") : ""}: ${number(count)}`);
  glyph(button.querySelector("svg"));
  button.addEventListener("click", () => change({ [kind]: toggled(state[kind], id) }));
  return button;
}

/** What the counts are of: the table shows every depth, the picture what is open. */
function countable() {
  const nodes = [...doc.nodes.values()];
  const extra = new Set([...opened.values()].flat());
  return state.view === "table" ? nodes : nodes.filter((node) => withinReach(node, extra));
}

function groupRows() {
  const counts = new Map();
  for (const node of countable()) if (passesBut(node, "hide")) counts.set(node.group, (counts.get(node.group) || 0) + 1);
  const present = new Set([...doc.nodes.values()].map((node) => node.group));
  return [...doc.groups.values()].filter((group) => present.has(group.id)).map((group) =>
    row("hide", group.id, said(group.label), counts.get(group.id) || 0, (svg) => drawGlyph(svg, group.shape, group.colour)));
}

function stateRows() {
  const counts = new Map();
  const busiest = new Map();
  for (const node of doc.nodes.values()) {
    if (!node.life) continue;
    const name = rowOf(stateOf(node));
    if (!busiest.has(name) || (node.matter && !busiest.get(name).matter)) busiest.set(name, node);
  }
  for (const node of countable()) {
    const name = node.life ? rowOf(stateOf(node)) : "";
    if (name && passesBut(node, "off")) counts.set(name, (counts.get(name) || 0) + 1);
  }
  return ROWS.filter((name) => busiest.has(name)).map((name) => {
    const group = doc.groups.get(name === "under-way" && doc.groups.has("proj") ? "proj" : doc.groups.has("agr") ? "agr" : busiest.get(name).group);
    return row("off", name, t("row." + name), counts.get(name) || 0, (svg) => drawGlyph(svg, group.shape, group.colour, LOOKS[name]));
  });
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

function clearRow() {
  const button = el("button", "clear", t("clear"));
  button.type = "button";
  button.addEventListener("click", clearFilters);
  return button;
}

/** Writes the legend again; the keyboard focus stays on its row. */
export function drawLegend() {
  const place = document.getElementById("kg-legend");
  const held = document.activeElement && place.contains(document.activeElement) ? document.activeElement.dataset : null;
  const key = held && (held.group ? `[data-group="${held.group}"]` : held.state ? `[data-state="${held.state}"]` : "[data-live]");
  const states = stateRows();
  place.replaceChildren(
    el("h2", "caption", t("kinds")), ...groupRows(),
    ...(states.length ? [el("h2", "caption", t("states")), ...states, liveSwitch()] : []),
    ...(filtered() ? [clearRow()] : []));
  const again = key && place.querySelector(key);
  if (again) again.focus();
}

export function startLegend() {
  drawLegend();
  listen((changed) => {
    if (["hide", "off", "live", "from", "to", "lens", "lang", "depth", "view"].some((name) => changed.has(name))) drawLegend();
  });
}
