// The panel: what is selected, or an overview of what is shown. Text nodes only.

import { doc } from "./doc.js";
import { state, change, listen } from "./state.js";
import { piece, el, section } from "./pieces.js";
import { drawGlyph, LOOKS } from "./marks.js";
import { rowOf } from "./states.js";
import { stateOf } from "./filters.js";
import { stateName, commitmentsOf } from "./headline.js";
import { axis } from "./axis.js";
import { partiesSection } from "./parties.js";
import { sourcesSection, conflictsSection, whereText } from "./sources.js";
import { unitSections } from "./unit.js";
import { overview } from "./overview.js";
import { groupOf, thingRow } from "./panel-rows.js";
import { said, t, day, nameOf } from "./words.js";

function top(node, group) {
  const now = stateOf(node);
  const bar = piece("top", { ".kind": said(node.kind) || said(node.type), ".chip": now ? stateName(now) : "" });
  drawGlyph(bar.querySelector("svg"), group.shape, group.colour, node.life ? LOOKS[rowOf(now)] : undefined);
  if (now === "lapsed" || now === "missed") bar.querySelector(".chip").classList.add("warn");
  const close = bar.querySelector(".close");
  close.setAttribute("aria-label", t("close"));
  close.addEventListener("click", () => change({ sel: [] }));
  return bar;
}

function dates(node) {
  const [from, to] = node.period;
  const period = from && to ? t("period", { from: day(from), to: day(to) }) : from ? t("period.from", { from: day(from) }) : to ? t("period.to", { to: day(to) }) : "";
  const when = node.when ? day(node.when) + (node.inferred ? ` (${t("inferred")})` : "") : "";
  return [when, period].filter(Boolean).join(" · ");
}

function factsSection(node) {
  const quotes = node.facts.filter((fact) => fact.property === "rl:principle");
  const rest = node.facts.filter((fact) => fact.property !== "rl:principle");
  const parts = quotes.map((fact) => section(said(doc.properties[fact.property]), ...fact.values.map((value) => quote(node, value))));
  if (rest.length) {
    const list = el("dl", "facts");
    for (const fact of rest) list.append(el("dt", "", said(doc.properties[fact.property])), el("dd", "", ...fact.values.flatMap((value, i) => [i ? "; " : "", valueText(value)])));
    parts.push(section(t("facts"), list));
  }
  return parts;
}

function valueText(value) {
  if (!value.ref || !doc.nodes.has(value.ref)) return said(value.text) || (value.ref ? nameOf(value.ref) : "");
  const button = el("button", "text", said(value.text) || nameOf(value.ref));
  button.type = "button";
  button.addEventListener("click", () => change({ sel: [value.ref] }));
  return button;
}

function quote(node, value) {
  const block = piece("quote", { ".body": said(value.text), ".where": whereText(node, value.evidence) });
  block.style.setProperty("--mark", `var(--${groupOf(node).colour})`);
  return block;
}

function sectorsSection(node) {
  return node.sectors.length ? [section(t("sectors"), el("div", "chips", ...node.sectors.map((pair) => el("span", "chip", said(pair)))))] : [];
}

function listSection(title, ids) {
  const known = ids.filter(Boolean);
  return known.length ? [section(title, el("ul", "rows", ...known.map((id) => thingRow(id))))] : [];
}

/** Neighbours by the relation that joins them; commitments first, with what became of them. */
function relatedSections(node) {
  const commitments = new Set(commitmentsOf(node).list.map((other) => other.id));
  const parts = [];
  if (commitments.size) {
    const rows = [...commitments].map((id) => thingRow(id, stateName(stateOf(doc.nodes.get(id)))));
    parts.push(section(`${said(doc.groups.get("commitment").label)} (${commitments.size})`, el("ul", "rows", ...rows)));
  }
  const parties = new Set(node.parties);
  const byGroup = new Map();
  for (const edge of doc.edgesOf(node.id)) {
    const id = edge.source === node.id ? edge.target : edge.source;
    const other = doc.nodes.get(id);
    if (!other || id === node.id || commitments.has(id) || parties.has(id) || other.group === "source") continue;
    if (!byGroup.has(other.group)) byGroup.set(other.group, new Map());
    byGroup.get(other.group).set(id, said(doc.properties[edge.property]));
  }
  for (const [id, list] of byGroup) {
    const group = doc.groups.get(id);
    const rows = [...list].map(([other, relation]) => thingRow(other, relation));
    parts.push(section(`${group ? said(group.label) : id} (${list.size})`, el("ul", "rows", ...rows)));
  }
  return parts;
}

function searchesSection(id) {
  const about = doc.searches.filter((one) => one.about.includes(id));
  return [["none", "searched"], ["found", "searched.found"]].flatMap(([found, title]) => {
    const list = about.filter((one) => (one.found === "none") === (found === "none"));
    if (!list.length) return [];
    return [section(t(title), ...list.map((one) => piece("quote", { ".body": said(one.sought), ".where": t("searched.when", { date: day(one.date), where: said(one.where) }) })))];
  });
}

function foot() {
  const text = t("cite.text", { title: said(doc.meta.title), product: t("product"), version: doc.meta.version || "–", date: day(doc.meta.today) });
  const parts = [el("p", "", t("cite") + ": " + text), said(doc.meta.licence) ? el("p", "", said(doc.meta.licence)) : ""];
  if (doc.meta.report) parts.push(el("p", "", t("report") + ": " + doc.meta.report));
  return el("div", "foot", ...parts);
}

function thing(node) {
  const group = groupOf(node);
  const drawn = node.life ? axis(node, group.colour, rowOf(stateOf(node))) : null;
  const title = el("h2", "title", said(node.label));
  return [top(node, group), title, ...(dates(node) ? [el("p", "sub", dates(node))] : []), ...(drawn ? [drawn] : []),
    ...partiesSection(node), ...(node.partners.length ? [section(t("partners"), el("p", "sub", node.partners.map(said).join("; ")))] : []),
    ...listSection(t("covers"), node.covers), ...factsSection(node), ...conflictsSection(node), ...sectorsSection(node),
    ...relatedSections(node), ...searchesSection(node.id), ...sourcesSection(node), foot()];
}

function unit(id) {
  const node = doc.nodes.get(id) || { id, group: "unit", label: doc.units.get(id).label, type: doc.units.get(id).category, kind: ["", ""], evidence: [], conflicts: [], facts: [], period: ["", ""] };
  return [top(node, groupOf(node)), el("h2", "title", nameOf(id)), ...unitSections(id), ...conflictsSection(node), ...searchesSection(id), ...sourcesSection(node), foot()];
}

let extras = () => [];

/** Lets the picture add its own buttons for the selected thing (expand, fold, hide). */
export function addActions(make) {
  extras = make;
}

export function drawPanel() {
  const place = document.getElementById("kg-panel-body");
  const id = state.sel[0];
  const parts = !id ? [...overview(), foot()] : doc.units.has(id) ? unit(id) : thing(doc.nodes.get(id));
  place.replaceChildren(...parts);
  const actions = id ? extras(id) : [];
  const rest = place.querySelector("section, .foot");
  if (actions.length && rest) rest.before(el("div", "actions", ...actions));
  document.getElementById("kg-panel").scrollTop = 0;
}

export function startPanel() {
  drawPanel();
  listen((changed) => {
    if (["sel", "lang", "lens"].some((name) => changed.has(name)) || (!state.sel.length && !changed.has("theme") && !changed.has("view"))) drawPanel();
    document.documentElement.toggleAttribute("data-selected", state.sel.length > 0);
  });
  document.documentElement.toggleAttribute("data-selected", state.sel.length > 0);
  const handle = document.getElementById("kg-handle");
  handle.addEventListener("click", () => {
    const open = document.documentElement.toggleAttribute("data-sheet");
    handle.setAttribute("aria-expanded", String(open));
  });
}
