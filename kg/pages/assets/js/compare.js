// Two things side by side: what they share, what each has alone, what was searched between them, the shortest way.

import { doc } from "./doc.js";
import { shown, homeParties } from "./filters.js";
import { reads } from "./lens.js";
import { pathBetween } from "./path.js";
import { searchesSection, searchesAbout } from "./searched.js";
import { heldOf, mattersOf, byKind, pageOnly } from "./unit.js";
import { el, section, piece } from "./pieces.js";
import { drawGlyph } from "./marks.js";
import { thingRow } from "./panel-rows.js";
import { said, t, day, number, nameOf } from "./words.js";

/** Counts by kind: "◆ Thoả thuận 3". */
function kinds(matters) {
  return el("ul", "rows kinds", ...byKind(matters).map(([group, list]) => {
    const row = piece("row", { ".aside": number(list.length) });
    drawGlyph(row.querySelector("svg"), group.shape, group.colour);
    row.querySelector("button").replaceWith(el("span", "name", said(group.label)));
    return row;
  }));
}

function alone(id, matters) {
  return matters.length ? [section(t("two.alone", { unit: nameOf(id), n: number(matters.length) }), kinds(matters))] : [];
}

/** Every version that reads as the unit does under the lens. */
function versions(id) {
  const under = shown().span;
  const self = reads(under, id);
  return [...doc.units.keys()].filter((other) => other === id || reads(under, other).some((one) => self.includes(one)));
}

function both(matters) {
  return matters.length ? [section(t("two.shared", { n: number(matters.length) }), el("ul", "rows", ...matters.map((node) => thingRow(node.id, day(node.when)))))] : [];
}

/** Of two that read as one: what they shared while they were two, and the rest. */
function within(unit, versions) {
  const all = mattersOf(unit), shared = all.filter((node) => versions.every((id) => node.parties.includes(id)));
  return [...both(shared), ...alone(unit, all.filter((node) => !shared.includes(node)))];
}

/** What the two read as under the lens; where that is one unit, themselves. */
function readAs(a, b) {
  const [self, other] = [a, b].map((id) => (doc.units.has(id) ? reads(shown().span, id)[0] : id));
  return self === other ? [a, b] : [self, other];
}

/** The title of the comparison: what is compared is what the two read as. */
export function comparedTitle(a, b) {
  const [self, other] = readAs(a, b);
  return t("two", { a: nameOf(self), b: nameOf(other) });
}

/** Why nothing is shared: the filters hold it back, or there is nothing, and whether that was searched. */
function gap(a, b, between) {
  const ofA = new Set(heldOf(a)), held = heldOf(b).some((node) => ofA.has(node));
  return el("p", "sub", t(held ? "two.gap.filtered" : "two.gap"), held || searchesAbout(between).length ? "" : " " + t("two.unsearched"));
}

function units(a, b) {
  const [self] = reads(shown().span, a), [other] = reads(shown().span, b);
  if (self === other) return [el("p", "sub", t("two.same", { unit: nameOf(self) })), ...within(self, [a, b])];
  const ofA = mattersOf(a), ofB = mattersOf(b);
  const shared = ofA.filter((node) => ofB.includes(node));
  const between = [versions(a), versions(b)];
  return [...(shared.length ? both(shared) : [gap(a, b, between)]),
    ...alone(self, ofA.filter((node) => !shared.includes(node))), ...alone(other, ofB.filter((node) => !shared.includes(node))), ...searchesSection(between)];
}

/** What is no pair of units: the parties that both have. */
function things(a, b) {
  const [mine, yours] = [a, b].map((id) => (doc.units.has(id) ? reads(shown().span, id) : homeParties(doc.nodes.get(id))));
  const common = mine.filter((id) => yours.includes(id));
  return [...(common.length ? [section(t("two.common", { n: number(common.length) }), el("ul", "rows", ...common.map((id) => thingRow(id))))] : []), ...searchesSection([a, b])];
}

function path(a, b) {
  const steps = pathBetween(a, b);
  if (!steps) return [section(t("two.path"), el("p", "sub", t("two.none")))];
  if (!steps.length) return [];
  const rows = [thingRow(steps[0].from), ...steps.map((step) => thingRow(step.to, said(doc.properties[step.edge.property])))];
  const list = el("ol", "rows path", ...rows);
  return [section(t("two.steps", { n: number(steps.length) }), list)];
}

/** The panel of two selected things, under its title. */
export function compareSections(a, b) {
  return [...(doc.units.has(a) && doc.units.has(b) ? [...pageOnly(), ...units(a, b)] : things(a, b)), ...path(a, b)];
}
