// What the legend says: each row with its sign, its count and what it hides. No markup: the page and the exports write the same rows.

import { doc, merger } from "./doc.js";
import { state, change } from "./state.js";
import { isOnly, passesBut, shown, span, stateOf, undatedShown } from "./filters.js";
import { reads } from "./lens.js";
import { countryScene, draws } from "./country-scene.js";
import { MOST_PAIRED } from "./country-curves.js";
import { LOOKS } from "./marks.js";
import { paintMark } from "./paint.js";
import { samples, sized } from "./money.js";
import { capsuleSign, gapSign, internalSign, moneySign, raysSign, ringSign, undatedSign, washSign } from "./legend-signs.js";
import { opened, withinReach } from "./stock.js";
import { ROWS, rowOf } from "./states.js";
import { day, number, said, t } from "./words.js";

function toggled(list, item) {
  return list.includes(item) ? list.filter((other) => other !== item) : [...list, item];
}

const sign = (group, look = LOOKS.good, conflict = false) => (ctx) => paintMark(ctx, { shape: group.shape, token: group.colour, r: 5.4, look, conflict });

let last = null;

/** What the counts are of: the country counts what it draws, the network what is open, the table all. */
function counted() {
  if (state.view === "country" && last && last.from === shown()) return last.nodes;
  const nodes = [...doc.nodes.values()];
  if (state.view === "table") return doc.matters;
  if (state.view === "country") last = { from: shown(), nodes: nodes.filter(draws) };
  if (state.view === "country") return last.nodes;
  const extra = new Set([...opened.values()].flat());
  return nodes.filter((node) => withinReach(node, extra));
}

/** Units that read as one under the lens count once. */
function unitsRead(nodes) {
  return new Set(nodes.filter((node) => doc.units.has(node.id)).flatMap((node) => reads(span(), node.id))).size;
}

/** Shows of all these only one; where it is the only one already, all again. Null for one that is not of them. */
function aloneOf(kind, id, all) {
  const others = all.filter((other) => other !== id), rest = state[kind].filter((other) => !all.includes(other));
  if (!others.length || others.length === all.length) return null;
  const on = !state[kind].includes(id) && others.every((other) => state[kind].includes(other));
  return { on, key: `${kind} ${id}`, act: () => change({ [kind]: on ? rest : [...rest, ...others] }) };
}

function toggle(kind, id, label, count, paint, all) {
  const hidden = state[kind].includes(id), at = kind === "hide" ? "group" : "state";
  return { label: hidden && state.view === "country" ? t("legend.off", { name: label }) : label, named: label, count, paint, on: !hidden, data: { [at]: id }, alone: aloneOf(kind, id, all),
    act: () => change({ [kind]: toggled(state[kind], id) }) };
}

/** The day of the merger as one says it: 1/7/2025. */
function mergerDay() {
  return day(merger).replace(/\b0(?=\d)/g, "");
}

/** Units and how the picture draws what becomes of them; the country only. */
function unitRows() {
  const { part, stands, washes, pills, internal, known, unsearched, lined } = countryScene(), all = [...stands.values()], date = mergerDay();
  const many = pills.filter((pill) => pill.ends.length > MOST_PAIRED).reduce((sum, pill) => sum + pill.nodes.length, 0);
  const within = [...internal.values()].reduce((sum, group) => sum + group.nodes.length, 0), merged = all.filter((stand) => stand.olds.length > 1).length;
  const wash = { label: t("legend.will", { date }), count: washes.length, paint: washSign, on: state.wash !== "off", data: { wash: "" },
    act: () => change({ wash: state.wash === "off" ? "" : "off" }) };
  return [{ label: said(doc.groups.get("unit").label), count: all.filter((stand) => !stand.host).length, paint: sign(doc.groups.get("unit")) },
    { label: t("legend.born", { date }), count: all.filter((stand) => stand.host).length, paint: ringSign },
    ...(part === "signed" ? [wash] : [{ label: t("legend.did", { date }), count: merged, paint: capsuleSign }]),
    { label: t(lined ? "lines.note" : "legend.rays"), count: many, paint: raysSign }, { label: t("legend.inside"), count: within, paint: internalSign }, ...gapRows(known.length, unsearched)].filter((row) => row.count !== 0);
}

/** Neighbours without a common matter: who was searched is drawn on request, who was not is counted. */
function gapRows(searched, unsearched) {
  const on = state.gaps === "on", row = { label: t("gap"), named: `${t("gap")}: ${t("gap.named")}`, count: String(searched), paint: gapSign, on, only: true, data: { gaps: "" }, act: () => change({ gaps: on ? "" : "on" }) };
  return [...(searched || unsearched ? [row] : []), ...(on ? [{ label: t("gap.unsearched"), count: String(unsearched), paint: () => {} }] : [])];
}

/** What a square means while projects are as large as their money. */
function moneyRows() {
  const { sizes } = countryScene();
  if (state.view !== "country" || !sizes) return [];
  const unknown = [...sizes.values()].filter((size) => !size.known).length;
  return [...samples().map((value) => ({ label: t("money.of", { n: number(Math.round(value / 1e9)) }), count: "", paint: moneySign(sized(value)) })),
    { label: t("money.unknown"), count: unknown, paint: moneySign(sized("")) }];
}

/** The kinds that are there, each a toggle. */
export function kindRows() {
  const counts = new Map(), country = state.view === "country";
  const nodes = counted(), present = new Set((state.view === "network" ? [...doc.nodes.values()] : nodes).map((node) => node.group));
  for (const node of nodes) if (passesBut(node, "hide")) counts.set(node.group, (counts.get(node.group) || 0) + 1);
  if (counts.has("unit")) counts.set("unit", unitsRead(nodes.filter((node) => passesBut(node, "hide"))));
  const groups = [...doc.groups.values()].filter((group) => present.has(group.id) && (!country || group.matter));
  const matters = groups.filter((group) => group.matter).map((group) => group.id);
  return [...(country ? unitRows() : []), ...groups.map((group) => toggle("hide", group.id, said(group.label), counts.get(group.id) || 0, sign(group), matters)), ...moneyRows()];
}

/** The mark that shows a state: of those that bear it most, projects or agreements. */
function bearer(name, found) {
  const wanted = ["under-way", "planned", "missed"].includes(name) ? ["proj", "agr"] : ["agr"];
  return doc.groups.get(wanted.find((id) => doc.groups.has(id)) || found);
}

/** The states that are there, each a toggle. */
export function stateRows() {
  const counts = new Map(), seen = new Map(), country = state.view === "country";
  for (const node of state.view === "network" ? doc.nodes.values() : doc.matters) if (node.life) seen.set(rowOf(stateOf(node)), node.group);
  for (const node of counted()) {
    const name = node.life ? rowOf(stateOf(node)) : "";
    if (name && passesBut(node, "off")) counts.set(name, (counts.get(name) || 0) + 1);
  }
  const wanted = (name) => seen.has(name) && (!country || counts.get(name) || state.off.includes(name));
  return ROWS.filter(wanted).map((name) => toggle("off", name, t("row." + name), counts.get(name) || 0, sign(bearer(name, seen.get(name)), LOOKS[name]), [...seen.keys()]));
}

/** What is in doubt, drawn or not, as the overview counts it: sources that disagree (only these, on request) and years that are not known (left out, on request). */
export function doubtRows() {
  if (state.view !== "country") return [];
  const group = doc.groups.get("agr") || doc.groups.get("proj") || [...doc.groups.values()][0];
  const count = (name, ...omitted) => doc.matters.filter((node) => isOnly(node, name) && passesBut(node, "only", ...omitted)).length;
  const rivals = count("conflict"), undated = count("undated", "years");
  return [{ label: t("conflict"), count: rivals, paint: sign(group, LOOKS.good, true), on: state.only === "conflict", only: true, data: { doubt: "conflict" },
    act: () => change({ only: state.only === "conflict" ? "" : "conflict" }) },
  { label: t("time.undated"), count: undated, paint: undatedSign, on: undatedShown(), data: { doubt: "undated" }, act: () => change({ undated: undatedShown() ? "no" : state.from || state.to ? "yes" : "" }) },
  ].filter((row) => row.count || (row.only ? row.on : !row.on));
}

/** How far north a region lies: the mean of its units. */
function northOf({ members }) {
  const known = members.map(([id]) => doc.units.get(id)).filter((unit) => unit && unit.lat !== null);
  return known.reduce((sum, unit) => sum + unit.lat, 0) / (known.length || 1);
}

/** Regions under their names from north to south, with the matters that only cover regions and have no party. */
export function regionRows() {
  if (state.view !== "country") return [];
  const rows = new Map(), many = t("regions.many");
  const put = (label, north, node) => { if (!rows.has(label)) rows.set(label, { label, north, nodes: [] }); rows.get(label).nodes.push(node); };
  for (const node of countryScene().undrawn.filter((one) => one.covers.length && !one.parties.length)) {
    const regions = node.covers.map((id) => doc.regions.get(id)).filter(Boolean), names = new Set(regions.map((region) => said(region.label)));
    if (names.size === 1) put([...names][0], northOf(regions[0]), node);
    else put(many, -90, node);
  }
  return [...rows.values()].sort((a, b) => b.north - a.north);
}
