// Parties then → now: who acted, what it reads as today or on the lens' day, and by which resolution.

import { doc } from "./doc.js";
import { reads, passed } from "./lens.js";
import { asked, homeParties, isDated, statedParties, spanAsked } from "./filters.js";
import { piece, el, section } from "./pieces.js";
import { said, t, day, nameOf } from "./words.js";

/** "gồm Hải Dương + Hải Phòng, từ 1/7/2025 · Nghị quyết 202/2025/QH15". */
export function changeText(change) {
  const date = day(change.effective);
  const made = change.kind === "merge"
    ? t("change.made", { units: change.inputs.map(nameOf).join(" + "), date })
    : [categoryOf(change.outputs[0]), t("from.day", { date })].filter(Boolean).join(" ");
  return [made, change.number ? t("resolution", { number: change.number }) : ""].filter(Boolean).join(" · ");
}

/** A line for each change that a version passed. */
export function wayText(version, span) {
  return passed(span, version).map((id) => doc.changes.get(id)).filter(Boolean).map(changeText);
}

function categoryOf(id) {
  const unit = doc.units.get(id);
  return unit && unit.category ? said(unit.category) : "";
}

function row(version, span) {
  const now = reads(span, version);
  const same = now.length === 1 && now[0] === version;
  const node = piece("party", { ".then": nameOf(version), ".arrow": same ? "=" : "→", ".now": now.map(nameOf).join(", ") });
  for (const text of wayText(version, span)) node.querySelector(".now").append(el("span", "via", text));
  return node;
}

/** Numbers of the resolutions by which parties of the matter came to read as one. */
function resolutions(node, span) {
  const merges = node.parties.flatMap((version) => passed(span, version)).map((id) => doc.changes.get(id)).filter((change) => change && change.kind === "merge");
  return [...new Set(merges.filter((change) => change.inputs.filter((id) => node.parties.includes(id)).length > 1).map((change) => change.number))].filter(Boolean);
}

/** "3 bên khi ký, 2 bên hôm nay"; where the source states more than it names, both numbers. */
function sumOf(node, span, dated) {
  const then = homeParties(node, null).length, now = homeParties(node, span).length, stated = statedParties(node);
  const today = dated ? t("parties.on", { n: now, date: day(asked()) }) : t("parties.now", { n: now });
  if (stated) return el("p", "sum", el("strong", "", t("parties.stated", { n: then, k: stated })), then === now ? "" : "; " + t("parties.named", { now: today }));
  const sum = el("p", "sum", t("parties.count", { n: then }), el("strong", "", today));
  if (then > 1 && now === 1) sum.append(" · " + t("parties.internal", { unit: nameOf(homeParties(node, span)[0]) }));
  return sum;
}

/** The section of the panel; the right side is today, or the day of the lens. */
export function partiesSection(node) {
  if (!node.parties.length) return [];
  const dated = isDated();
  const span = spanAsked();
  const then = homeParties(node, null).length;
  const now = homeParties(node, span).length;
  const sum = sumOf(node, span, dated);
  const title = dated ? t("parties.date", { date: day(asked()) }) : t("parties");
  if (then !== now) sum.append(...resolutions(node, span).map((number) => " · " + t("resolution", { number })));
  return [section(title, ...node.parties.map((version) => row(version, span)), ...(then ? [sum] : []))];
}
