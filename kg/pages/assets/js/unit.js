// The panel of a province: where it went or came from, its figures, and its matters by kind and year.

import { doc } from "./doc.js";
import { change, filtering } from "./state.js";
import { shown, asked, spanAsked } from "./filters.js";
import { reads } from "./lens.js";
import { wayText, changeText } from "./parties.js";
import { bars, busiest } from "./bars.js";
import { el, section } from "./pieces.js";
import { thingRow } from "./panel-rows.js";
import { said, t, day, number, nameOf } from "./words.js";

function fate(id) {
  const unit = doc.units.get(id);
  const span = spanAsked();
  const now = reads(span, id);
  const parts = [said(unit.category)];
  if (unit.since) parts.push(t("from.day", { date: day(unit.since) }));
  if (unit.until) parts.push(t("unit.ended", { date: day(unit.until) }));
  const before = [...doc.changes.values()].filter((change) => change.outputs.includes(id) && change.effective <= asked());
  const then = before.flatMap((change) => change.inputs);
  return [el("p", "sub", parts.filter(Boolean).join(" · ")),
    ...(then.length ? [el("p", "sub", t("unit.then", { units: then.map(nameOf).join(" + ") })), ...before.map((change) => el("p", "sub via", changeText(change)))] : []),
    ...(now[0] !== id || now.length > 1 ? [el("p", "sub", t("unit.now", { units: now.map(nameOf).join(", ") })), ...wayText(id, span).map((text) => el("p", "sub via", text))] : [])];
}

/** On a page about one thing or one question, a unit's matters are only those that the page holds. */
export function pageOnly() {
  return doc.meta.focus || doc.meta.question ? [el("p", "sub", t("page.only"))] : [];
}

function figures(id) {
  const node = doc.nodes.get(id);
  const facts = node ? node.facts.filter((fact) => fact.property.startsWith("concept:")) : [];
  if (!facts.length) return [];
  const list = el("dl", "facts");
  for (const fact of facts) list.append(el("dt", "", said(doc.properties[fact.property])), el("dd", "", fact.values.map((value) => said(value.text)).join("; ")));
  return [section(t("unit.figures"), list)];
}

/** Matters of the unit that pass the filters, as it reads under the lens; the latest first. */
export function mattersOf(id) {
  const { matters, parties, span } = shown();
  const self = reads(span, id);
  return matters.filter((node) => parties.get(node.id).some((party) => party === id || self.includes(party)))
    .sort((a, b) => dayOf(b).localeCompare(dayOf(a)) || a.id.localeCompare(b.id));
}

function dayOf(node) {
  return (node.life && (node.life.earliest || node.life.latest)) || "";
}

/** Matters by kind, in the order of the legend: [group, matters]. */
export function byKind(matters) {
  return [...doc.groups.values()].map((group) => [group, matters.filter((node) => node.group === group.id)]).filter(([, list]) => list.length);
}

/** Rows of matters of one kind, each with its year. */
function rowsByYear(list) {
  return list.map((node) => thingRow(node.id, dayOf(node).slice(0, 4) || t("time.undated")));
}

function kindSections(list) {
  return byKind(list).map(([group, some]) => section(`${said(group.label)} (${number(some.length)})`, el("ul", "rows dated", ...rowsByYear(some))));
}

/** A version with those that it was before and became without any other: changes of rank, name or border. */
function lineOf(id) {
  const line = new Set([id]);
  for (const one of line) {
    for (const { inputs, outputs } of doc.changes.values()) {
      if (inputs.length + outputs.length === 2 && [...inputs, ...outputs].includes(one)) line.add(inputs[0]).add(outputs[0]);
    }
  }
  return line;
}

/** Of a unit that others joined, or that joined others: what it did itself, and apart what is of the unit that it reads as. */
function partedSections(id, mine) {
  const line = lineOf(id), own = mine.filter((node) => node.parties.some((party) => line.has(party))), rest = mine.filter((node) => !own.includes(node));
  if (!rest.length || !doc.units.get(id).until) return kindSections(mine);
  const head = (key, unit, list) => el("p", "", t(key, { unit, n: number(list.length) }));
  return [head("unit.own", nameOf(id), own), ...kindSections(own), head("unit.heir", reads(shown().span, id).map(nameOf).join(", "), rest), ...kindSections(rest)];
}

/** With whom it shares most; a click lays the two side by side. */
function partnersSection(id, mine) {
  const { parties, span } = shown(), self = [id, ...reads(span, id)];
  const others = mine.flatMap((node) => parties.get(node.id)).filter((party) => !self.includes(party));
  const rows = busiest(others, 5).map(([unit, count]) => ({ name: nameOf(unit), count, key: `with:${unit}`, act: () => change({ sel: [id, unit] }) }));
  return rows.length ? [...bars(t("unit.with"), rows), el("p", "sub how", t("two.how"))] : [];
}

/** Where the matters stand that one looks for under a unit that ended before them: under what it became. */
function heirsSection(id) {
  const heirs = [...doc.changes.values()].filter((change) => change.inputs.includes(id)).flatMap((change) => change.outputs).filter((other) => other !== id);
  return heirs.length ? [section(t("unit.next"), el("ul", "rows dated", ...heirs.map((other) => thingRow(other, day(doc.units.get(other).since)))))] : [];
}

/** The panel of a unit, under its title. */
export function unitSections(id) {
  const mine = mattersOf(id);
  if (!mine.length) return [...fate(id), el("p", "sub", t(filtering().length ? "two.gap.filtered" : "unit.none")), ...pageOnly(), ...heirsSection(id), ...figures(id)];
  return [...fate(id), ...pageOnly(), ...partnersSection(id, mine), ...partedSections(id, mine), ...figures(id)];
}
