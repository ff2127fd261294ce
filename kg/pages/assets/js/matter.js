// The panel of one thing, from its sign to its sources.

import { doc } from "./doc.js";
import { state, change, sectorKey } from "./state.js";
import { asked, stateOf } from "./filters.js";
import { commitmentsOf } from "./headline.js";
import { rowOf } from "./states.js";
import { axis } from "./axis.js";
import { partiesSection } from "./parties.js";
import { promiseSections, reportsSection, remarksOn, slipText, stateText } from "./promises.js";
import { sourcesSection, conflictsSection, whereText } from "./sources.js";
import { searchesSection } from "./searched.js";
import { piece, el, section } from "./pieces.js";
import { groupOf, thingRow } from "./panel-rows.js";
import { said, t, day, number, nameOf } from "./words.js";

function dates(node) {
  const [from, to] = node.period;
  const period = from && from === to ? t("period.one", { year: day(from) }) : from && to ? t("period", { from: day(from), to: day(to) }) : from ? t("period.from", { from: day(from) }) : to ? t("period.to", { to: day(to) }) : "";
  const when = node.when ? day(node.when) + (node.inferred ? ` (${t("inferred")})` : "") : "";
  return [when, period].filter(Boolean).join(" · ");
}

/** "Tính đến 26/11/2026: quá hạn; nguồn ghi: đã bắt đầu": what the page reckons, beside what the sources say. */
function stateLine(node) {
  if (!node.life) return [];
  const now = stateOf(node), open = now === "in-force" && node.life.lapses && !node.life.last_day;
  const parts = [t("state.asof", { date: day(asked()), state: stateText(node) }), ...(open ? [t("state.open")] : [])];
  const stated = node.life.status && doc.properties["concept:" + node.life.status];
  if (stated) parts.push(t("state.stated", { status: said(stated) }));
  const latest = remarksOn(node.id, "report").filter((one) => said(one.status)).pop();
  if (latest) parts.push(t("state.reported", { date: day(latest.when), status: said(latest.status) }));
  const line = el("p", "sub state-line", parts.join("; "));
  return node.renewed_by ? [line, el("ul", "rows", thingRow(node.renewed_by, t("state.renewed")))] : [line];
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

function principles(node) {
  return node.facts.filter((fact) => fact.property === "rl:principle").map((fact) => section(said(doc.properties[fact.property]), ...fact.values.map((value) => quote(node, value))));
}

/** Facts that are plain values; those that name things stand among what is related. */
function factsSection(node) {
  const list = el("dl", "facts");
  const add = (name, ...texts) => list.append(el("dt", "", name), el("dd", "", ...texts));
  for (const fact of node.facts) {
    const plain = fact.values.filter((value) => !(value.ref && doc.nodes.has(value.ref)) && said(value.text) && said(value.text) !== day(node.when));
    if (fact.property !== "rl:principle" && plain.length) add(said(doc.properties[fact.property]), ...plain.flatMap((value, i) => [i ? "; " : "", valueText(value)]));
  }
  const slip = node.group === "proj" && node.life ? slipText(node.life.due_last, node.life.done_earliest) : "";
  if (slip) add(t("slip"), slip);
  return list.children.length ? [section(t("facts"), list)] : [];
}

/** Sectors as chips; a click filters by one, another takes that off. */
function sectorsSection(node) {
  if (!node.sectors.length) return [];
  const chips = node.sectors.map((pair) => {
    const key = sectorKey(pair), on = state.sector.includes(key);
    const chip = el("button", "chip", said(pair));
    chip.type = "button";
    chip.dataset.key = `sector:${key}`;
    chip.setAttribute("aria-pressed", String(on));
    chip.title = t("filter.by", { name: said(pair) });
    chip.addEventListener("click", () => change({ sector: on ? state.sector.filter((other) => other !== key) : [...state.sector, key] }));
    return chip;
  });
  return [section(t("sectors"), el("div", "chips", ...chips))];
}

function listSection(title, ids) {
  return ids.length ? [section(title, el("ul", "rows", ...ids.map((id) => thingRow(id))))] : [];
}

/** Other thing → how they are related: by an edge of the picture, by its own facts, by facts of the others. */
function relations(node) {
  const found = new Map();
  const skip = new Set([node.id, ...node.parties, ...node.covers, ...remarksOn(node.id).map((one) => one.id)]);
  const add = (id, property) => { const other = doc.nodes.get(id); if (other && other.group !== "source" && !skip.has(id) && !found.has(id)) found.set(id, said(doc.properties[property])); };
  for (const fact of node.facts) for (const value of fact.values) if (value.ref) add(value.ref, fact.property);
  for (const edge of doc.edgesOf(node.id)) add(edge.source === node.id ? edge.target : edge.source, edge.property);
  for (const other of doc.nodes.values()) for (const fact of other.facts) if (fact.values.some((value) => value.ref === node.id)) add(other.id, fact.property);
  return found;
}

function relatedSections(node) {
  const listed = new Set(remarksOn(node.id, "commitment").map((one) => one.id));
  const promises = commitmentsOf(node).list.filter((other) => !listed.has(other.id));
  const parts = promises.length ? [section(t("promises", { n: number(promises.length) }), el("ul", "rows", ...promises.map((other) => thingRow(other.id, stateText(other)))))] : [];
  const byGroup = new Map();
  for (const [id, relation] of relations(node)) {
    if (promises.some((other) => other.id === id)) continue;
    const { group } = doc.nodes.get(id);
    byGroup.set(group, [...(byGroup.get(group) || []), thingRow(id, relation)]);
  }
  const lists = [...byGroup].map(([id, rows]) => [doc.groups.has(id) ? said(doc.groups.get(id).label) : id, rows]);
  return [...parts, ...lists.map(([label, rows]) => section(`${t("related")}: ${label} (${number(rows.length)})`, el("ul", "rows", ...rows)))];
}

/** Everything under the top row and the title. */
export function matterSections(node) {
  const drawn = node.life ? axis(node, groupOf(node), rowOf(stateOf(node))) : null;
  const beside = remarksOn(node.id).flatMap((one) => one.evidence);
  return [...(dates(node) ? [el("p", "sub", dates(node))] : []), ...stateLine(node), ...(drawn ? [drawn] : []),
    ...partiesSection(node), ...(node.partners.length ? [section(t("partners"), el("p", "sub", node.partners.map(said).join("; ")))] : []),
    ...listSection(t("covers"), node.covers), ...principles(node), ...promiseSections(node), ...sectorsSection(node), ...factsSection(node),
    ...reportsSection(node), ...conflictsSection(node), ...relatedSections(node), ...searchesSection([node.id]), ...sourcesSection(node, beside)];
}
