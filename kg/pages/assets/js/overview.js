// The panel when nothing is selected: a few counts of what is shown; each bar leads on.

import { doc, merger } from "./doc.js";
import { change, state } from "./state.js";
import { shown, passes, homeParties, stateOf, yearsOf } from "./filters.js";
import { spanOn } from "./lens.js";
import { collapsed } from "./headline.js";
import { piece, el, section } from "./pieces.js";
import { thingRow } from "./panel-rows.js";
import { said, t, number, nameOf, day } from "./words.js";

function bar(name, count, most, act) {
  const button = piece("bar", { ".name": name, ".n": number(count) });
  button.querySelector("rect").setAttribute("width", String(most ? (100 * count) / most : 0));
  button.setAttribute("aria-label", `${name}: ${number(count)}`);
  if (act) button.addEventListener("click", act);
  else button.disabled = true;
  return button;
}

function bars(title, rows) {
  const most = Math.max(...rows.map((row) => row[1]));
  return rows.length ? [section(title, el("div", "bars", ...rows.map(([name, count, act]) => bar(name, count, most, act))))] : [];
}

function sizes(matters, parties) {
  const counts = [0, 0, 0, 0, 0, 0];
  for (const node of matters) counts[Math.min(5, parties.get(node.id).length)] += 1;
  const name = (n) => (n === 0 ? t("sizes.0") : n === 1 ? t("sizes.1") : n === 5 ? t("sizes.5") : t("sizes.n", { n }));
  return [2, 3, 4, 5, 1, 0].filter((n) => counts[n]).map((n) => [name(n), counts[n], null]);
}

function busiest(parties) {
  const counts = new Map();
  for (const list of parties.values()) for (const unit of list) counts.set(unit, (counts.get(unit) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, 8).map(([unit, n]) => [nameOf(unit), n, () => change({ sel: [unit] })]);
}

function merged(matters) {
  const span = spanOn(doc.spans, doc.meta.today);
  const joint = matters.filter((node) => homeParties(node, null).length >= 2);
  const { fewer, three, internal } = collapsed(joint, span);
  const act = () => change({ lens: "today" });
  return [["merger.fewer", fewer], ["merger.three", three], ["merger.internal", internal]].filter((row) => row[1]).map(([key, n]) => [t(key), n, act]);
}

function review(matters) {
  const lapsed = matters.filter((node) => node.group === "agr" && stateOf(node) === "lapsed").length;
  const rivals = [...doc.nodes.values()].filter((node) => node.conflicts.length && passes(node));
  const undated = matters.filter((node) => !yearsOf(node)).length;
  const lines = [lapsed ? t("review.lapsed", { n: number(lapsed) }) : "", undated ? t("review.undated", { n: number(undated) }) : "",
    rivals.length ? t("review.conflicts", { n: number(rivals.length) }) : ""].filter(Boolean);
  if (!lines.length) return [];
  return [section(t("review"), el("p", "sub", lines.join(" · ")), el("ul", "rows", ...rivals.slice(0, 5).map((node) => thingRow(node.id))))];
}

/** The parts of the overview. */
export function overview() {
  const { matters, parties } = shown();
  const asks = doc.meta.question;
  return [el("h2", "title", asks || state.view === "table" ? said(doc.meta.title) : t("overview")),
    el("p", "sub", t("overview.text", { n: number(matters.length) })),
    ...(asks ? [section(t("question"), el("pre", "", asks))] : []),
    ...bars(t("sizes"), sizes(matters, parties)), ...bars(t("busy"), busiest(parties)),
    ...bars(t("merger", { date: day(merger) }), merger ? merged(matters) : []), ...review(matters)];
}
