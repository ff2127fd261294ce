// The panel of a province: where it went or came from, and its matters by kind and year.

import { doc } from "./doc.js";
import { shown, asked } from "./filters.js";
import { spanOn, reads } from "./lens.js";
import { wayText } from "./parties.js";
import { el, section } from "./pieces.js";
import { thingRow } from "./panel-rows.js";
import { said, t, day, nameOf } from "./words.js";

function fate(id) {
  const unit = doc.units.get(id);
  const span = spanOn(doc.spans, asked());
  const now = reads(span, id);
  const parts = [said(unit.category)];
  if (unit.since) parts.push(t("from.day", { date: day(unit.since) }));
  if (unit.until) parts.push(t("unit.ended", { date: day(unit.until) }));
  if (now[0] !== id || now.length > 1) parts.push(t("unit.now", { units: now.map(nameOf).join(", ") }));
  const before = [...doc.changes.values()].filter((change) => change.outputs.includes(id)).flatMap((change) => change.inputs);
  if (before.length) parts.push(t("unit.then", { units: before.map(nameOf).join(" + ") }));
  return [el("p", "sub", parts.filter(Boolean).join(" · ")), ...wayText(id, span).map((text) => el("p", "sub", text))];
}

/** Matters of the unit that pass the filters, as it reads under the lens. */
export function mattersOf(id) {
  const { matters, parties, span } = shown();
  const self = reads(span, id);
  return matters.filter((node) => parties.get(node.id).some((party) => party === id || self.includes(party)));
}

function dayOf(node) {
  return (node.life && (node.life.earliest || node.life.latest)) || "";
}

export function unitSections(id) {
  const mine = mattersOf(id).sort((a, b) => dayOf(b).localeCompare(dayOf(a)) || a.id.localeCompare(b.id));
  if (!mine.length) return [...fate(id), el("p", "sub", t("unit.none"))];
  const groups = [...doc.groups.values()].map((group) => [group, mine.filter((node) => node.group === group.id)]).filter(([, list]) => list.length);
  return [...fate(id), ...groups.map(([group, list]) =>
    section(`${said(group.label)} (${list.length})`, el("ul", "rows", ...list.map((node) => thingRow(node.id, day(node.when))))))];
}
