// The card beside what is pointed at in the Country view, and the same as a sentence for who does not see it.

import { doc } from "./doc.js";
import { stateOf, homeParties } from "./filters.js";
import { stateName } from "./headline.js";
import { changeText } from "./parties.js";
import { standOf } from "./country-scene.js";
import { reads, spanOn } from "./lens.js";
import { said, t, day, number, nameOf } from "./words.js";

function joined(parts, mark = " · ") {
  return parts.filter(Boolean).join(mark);
}

function matter(node) {
  const now = stateOf(node), parties = homeParties(node).map(nameOf);
  const named = parties.length > 8 ? [...parties.slice(0, 7), t("tip.more", { n: number(parties.length - 7) })] : parties;
  return [joined([said(node.kind) || said(node.type), now && stateName(now)]), said(node.label), joined([day(node.when), named.join(", ")])];
}

/** "Hải Phòng, từ 1/7/2025, gồm Hải Dương + Hải Phòng · Nghị quyết 202/2025/QH15". */
function origin(id) {
  const made = [...doc.changes.values()].filter((change) => change.outputs.includes(id));
  return made.map(changeText);
}

/** Units that a unit of today came from by a merger, through later changes of name or rank. */
function merger(id) {
  const own = [...doc.changes.values()].filter((change) => change.outputs.includes(id));
  return own.some((change) => change.kind === "merge") ? id : own.length ? merger(own[0].inputs[0]) : "";
}

function unit(id, matters) {
  const known = doc.units.get(id), now = reads(spanOn(doc.spans, doc.meta.today), id), born = merger(id);
  const gone = known.until && now[0] !== id ? joined([t("unit.ended", { date: day(known.until) }), t("unit.now", { units: now.map(nameOf).join(", ") })]) : "";
  const ways = [...new Set([...(born && born !== id ? origin(born) : []), ...origin(id)])];
  return [said(known.category), nameOf(id), joined([matters ? t("matters.joint", { n: number(matters) }) : "", ...ways, gone])];
}

/** When and where a matter of two neighbours was searched. */
function searched({ a, b }) {
  const found = doc.searches.find((one) => [a, b].every((id) => one.about.some((version) => doc.units.has(version) && standOf(version) === id)));
  return found ? t("searched.when", { date: day(found.date), where: said(found.where) }) : "";
}

/** Kind, title and the rest of what a target of the picture is; null where there is nothing to say. */
export function about(target, scene) {
  if (target.kind === "mark") return matter(doc.nodes.get(target.id));
  if (target.kind === "gap") return [t("gap.none"), `${nameOf(target.a)} – ${nameOf(target.b)}`, searched(target)];
  if (target.kind === "band") return [t("more.kind"), `${nameOf(target.a)} – ${nameOf(target.b)}`, t("matters.joint", { n: number(target.n) })];
  if (target.kind === "more") return [t("more.kind"), t("matters.joint", { n: number(listOf(target, scene).length) }), t("more.how")];
  return doc.units.has(target.id) ? unit(target.id, target.kind === "unit" ? mattersOf(target.id, scene) : 0) : null;
}

function bundles(scene) {
  return [...scene.pills, ...scene.internal.values()];
}

/** How many matters of a unit the picture draws. */
function mattersOf(id, scene) {
  return bundles(scene).reduce((sum, pill) => sum + (pill.ends.includes(id) ? pill.nodes.length : 0), 0);
}

/** The matters of the pill that a target stands for. */
export function listOf(target, scene) {
  const found = bundles(scene).find((pill) => pill.key === target.key);
  return found ? found.nodes : [];
}

/** The same words for the live region. */
export function spoken(target, scene) {
  return joined(about(target, scene) || [], ", ");
}

export function hideTip() { document.getElementById("kg-tip").hidden = true; }

/** Puts the card beside a target. */
export function showTip(target, scene) {
  const card = document.getElementById("kg-tip"), parts = about(target, scene);
  card.hidden = !parts;
  if (!parts) return;
  [".kind", ".name", ".more"].forEach((slot, index) => { card.querySelector(slot).textContent = parts[index]; });
  const box = document.getElementById("kg-picture").getBoundingClientRect(), aside = Math.max(target.w || 0, target.r) + 10, under = target.r + 10;
  const right = target.x + aside + card.offsetWidth < box.width, below = target.y + under + card.offsetHeight < box.height;
  card.style.left = Math.max(4, Math.min(box.width - card.offsetWidth - 4, right ? target.x + aside : target.x - aside - card.offsetWidth)) + "px";
  card.style.top = Math.max(4, below ? target.y + under : target.y - under - card.offsetHeight) + "px";
}
