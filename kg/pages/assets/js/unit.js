// The panel of a province: where it went or came from, its figures, and its matters by kind and year.

import { doc } from "./doc.js";
import { change } from "./state.js";
import { shown, asked, dayOf, homeParties, isDated, passes, spanAsked } from "./filters.js";
import { reads } from "./lens.js";
import { wayText, changeText } from "./parties.js";
import { bars, busiest } from "./bars.js";
import { el, section } from "./pieces.js";
import { heldLine } from "./held.js";
import { nameButton, thingRow } from "./panel-rows.js";
import { promisesUnder } from "./promises.js";
import { said, t, day, number, nameOf } from "./words.js";

/** The changes of the map that made a version, and those that ended it. */
export function changesOf(id) {
  return [...doc.changes.values()].filter((one) => one.outputs.includes(id) || one.inputs.includes(id));
}

/** A sentence about units, each a way to its own panel. */
function naming(key, ids, joint, values = {}) {
  const [before, after] = t(key, Object.assign({ units: "\n" }, values)).split("\n");
  return el("p", "sub", before, ...ids.flatMap((id, i) => [i ? joint : "", nameButton(id)]), after);
}

function fate(id) {
  const unit = doc.units.get(id), span = spanAsked(), now = reads(span, id);
  const parts = [said(unit.category)];
  if (unit.since) parts.push(t("from.day", { date: day(unit.since) }));
  if (unit.until) parts.push(t("unit.ended", { date: day(unit.until) }));
  const before = changesOf(id).filter((one) => one.outputs.includes(id) && one.effective <= asked());
  const then = before.flatMap((one) => one.inputs);
  return [el("p", "sub", parts.filter(Boolean).join(" · ")),
    ...(then.length ? [naming("unit.then", then, " + "), ...before.map((one) => el("p", "sub via", changeText(one)))] : []),
    ...(now[0] !== id || now.length > 1 ? [naming(isDated() ? "unit.on" : "unit.now", now, ", ", { date: day(asked()) }), ...wayText(id, span).map((text) => el("p", "sub via", text))] : [])];
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

/** Whether a matter is of the unit as it reads under the lens. */
function isOf(id) {
  const { span } = shown(), self = [id, ...reads(span, id)];
  return (node) => homeParties(node, span).some((party) => self.includes(party));
}

/** Matters of the unit that pass the filters, as it reads under the lens; the latest first. */
export function mattersOf(id) {
  return shown().matters.filter(isOf(id)).sort((a, b) => dayOf(b).localeCompare(dayOf(a)) || a.id.localeCompare(b.id));
}

/** Those that the filters hold back. */
export function heldOf(id) {
  return doc.matters.filter((node) => !passes(node)).filter(isOf(id));
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

/** Of a unit that ended: what it did itself, and apart what is of the unit that it reads as; of others all is their own. */
function parted(id, mine) {
  const line = lineOf(id), isOwn = (node) => !doc.units.get(id).until || node.parties.some((party) => line.has(party));
  return { own: mine.filter(isOwn), rest: mine.filter((node) => !isOwn(node)) };
}

function partedSections(id, own, rest) {
  if (!rest.length) return kindSections(own);
  const head = (key, unit, list) => el("p", "", t(key, { unit, n: number(list.length) }));
  return [head("unit.own", nameOf(id), own), ...kindSections(own), head("unit.heir", reads(shown().span, id).map(nameOf).join(", "), rest), ...kindSections(rest)];
}

/** With whom it shares most; a click lays the two side by side. */
function partnersSection(id, own) {
  const { parties, span } = shown(), self = [id, ...reads(span, id)];
  const others = own.flatMap((node) => parties.get(node.id)).filter((party) => !self.includes(party));
  const rows = busiest(others, 5, "with:", (unit) => change({ sel: [id, unit] }));
  return rows.length ? [...bars(t("unit.with"), rows), el("p", "sub how", t("two.how"))] : [];
}

/** Where the matters stand that one looks for under a unit that has none: under what it was, or became. */
function kinSections(id) {
  const kin = (from, to) => changesOf(id).filter((one) => one[from].includes(id)).flatMap((one) => one[to]).filter((other) => other !== id);
  const rows = (title, ids, name) => (ids.length ? [section(t(title), el("ul", "rows dated", ...ids.map((other) => thingRow(other, day(doc.units.get(other)[name])))))] : []);
  return [...rows("unit.earlier", kin("outputs", "inputs"), "until"), ...rows("unit.later", kin("inputs", "outputs"), "since")];
}

/** The panel of a unit, under its title. */
export function unitSections(id) {
  const mine = mattersOf(id), { own, rest } = parted(id, mine), held = parted(id, heldOf(id)).own;
  const left = held.length ? [heldLine(t("unit.held", { n: number(held.length) }), held)] : [];
  if (!mine.length) return [...fate(id), ...(held.length ? [] : [el("p", "sub", t("unit.none"))]), ...left, ...pageOnly(), ...kinSections(id), ...figures(id)];
  return [...fate(id), ...left, ...pageOnly(), ...partnersSection(id, own), ...partedSections(id, own, rest), ...promisesUnder(own), ...figures(id)];
}
