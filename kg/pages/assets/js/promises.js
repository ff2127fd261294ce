// What hangs on a matter: promises and what became of them, limits and results that were named, progress reported.

import { doc } from "./doc.js";
import { asked, stateOf } from "./filters.js";
import { stateName } from "./headline.js";
import { groupOf, nameButton } from "./panel-rows.js";
import { whereAll, doubtChip } from "./sources.js";
import { piece, el, section } from "./pieces.js";
import { said, t, day, number, nameOf } from "./words.js";

/** Remarks on a thing, by the day. */
export function remarksOn(id, group = "") {
  return doc.remarks.filter((one) => one.on.includes(id) && (!group || one.group === group));
}

function daysBetween(a, b) {
  return Math.round((Date.parse(b) - Date.parse(a)) / 86_400_000);
}

/** Days from the last day of the due date to the first on which it can have been done, or to the day asked; "" where nothing is due. */
export function slipText(due, done) {
  if (!due || (!done && asked() <= due)) return "";
  if (!done) return t("slip.open", { n: number(daysBetween(due, asked())) });
  const days = daysBetween(due, done);
  return days > 0 ? t("slip.late", { n: number(days) }) : t("slip.on");
}

/** What a promise is about, where the page holds it. */
function objectOf(promise) {
  return promise.about && doc.nodes.get(promise.about.ref);
}

/** A promise to build is measured by its project; what a dossier became says nothing of one step promised on the way. */
function slipOf(promise) {
  const about = objectOf(promise);
  const own = promise.life.done_earliest;
  if (own || !promise.about) return slipText(promise.life.due_last, own);
  return about && about.group === "proj" ? slipText(promise.life.due_last, about.life && about.life.done_earliest) : "";
}

function named(id, text) {
  return doc.nodes.has(id) ? nameButton(id, text) : text;
}

function where(remark) {
  const notes = new Set(remark.evidence.map((one) => said(one.note)));
  return [whereAll(remark), said(remark.by) ? t("by", { who: said(remark.by) }) : "", ...notes].filter(Boolean).join(" · ");
}

/** A quotation with the place where it stands; `look` colours its rule. */
function quote(remark, look = "") {
  const block = piece("quote", { ".body": "", ".where": where(remark) });
  block.prepend(el("span", "body", named(remark.id, said(remark.text))));
  if (look) block.classList.add(look);
  block.append(...remark.evidence.map(doubtChip).filter(Boolean).slice(0, 1));
  return block;
}

function reportLine(report) {
  return el("span", "where", [day(report.when), said(report.status) || said(report.text), whereAll(report)].filter(Boolean).join(" · "));
}

/** Past the due date nothing may be known of the promise itself, and yet what it was about is done. */
function stateOfPromise(promise) {
  const state = stateOf(promise), about = objectOf(promise);
  return state === "missed" && about && about.life && stateOf(about) === "done" ? t("missed.since") : stateName(state);
}

/** The state of a matter in words; that of a promise minds what it is about. */
export function stateText(node) {
  const remark = node.group === "commitment" && doc.remarks.find((one) => one.id === node.id);
  return remark ? stateOfPromise(remark) : stateName(stateOf(node));
}

/** Commitment → what it is about → what was reported of it, with the days of slippage. */
function promise(node, remark) {
  const block = quote(remark);
  block.style.setProperty("--mark", `var(--${groupOf(node).colour})`);
  const line = el("span", "chain", ...[stateOfPromise(remark), remark.due ? t("due", { date: day(remark.due) }) : "", slipOf(remark)].filter(Boolean).join(" · "));
  block.append(line);
  if (remark.about && remark.about.ref !== node.id) {
    const about = objectOf(remark);
    block.append(el("span", "chain", "→ ", named(remark.about.ref, said(remark.about.text) || nameOf(remark.about.ref)), about && about.life ? ": " + stateName(stateOf(about)) : ""));
  }
  const own = [remark.id, remark.about && remark.about.ref !== node.id ? remark.about.ref : ""];
  block.append(...doc.remarks.filter((one) => one.group === "report" && one.on.some((id) => own.includes(id))).slice(-3).map(reportLine));
  return block;
}

/** Many of a kind fold away under their number. */
function folded(title, blocks) {
  const box = piece("folded", { summary: `${title} (${number(blocks.length)})` });
  box.append(...blocks);
  return box;
}

function byKind(list) {
  const kinds = new Map();
  for (const one of list) kinds.set(said(one.kind), [...(kinds.get(said(one.kind)) || []), one]);
  return [...kinds];
}

/** What was promised under matters, folded away, each with the matter that it stands under. */
export function promisesUnder(matters) {
  const known = new Map(matters.map((node) => [node.id, node]));
  const place = (one) => known.get(one.on.find((id) => known.has(id) && !(one.about && one.about.ref === id)));
  const blocks = doc.remarks.filter((one) => one.group === "commitment" && place(one)).map((one) => {
    const block = promise(place(one), one);
    block.append(el("span", "chain", t("promise.under") + " ", nameButton(place(one).id)));
    return block;
  });
  return blocks.length ? [folded(t("promises.under"), blocks)] : [];
}

/** Sections: promises, limits, then what else was said, folded by kind. */
export function promiseSections(node) {
  const promises = remarksOn(node.id, "commitment");
  const limits = remarksOn(node.id, "limit");
  const rest = ["result", "past", "assessment"].flatMap((group) => remarksOn(node.id, group));
  return [
    ...(promises.length ? [section(t("promises", { n: number(promises.length) }), ...promises.map((one) => promise(node, one)))] : []),
    ...(limits.length ? [section(t("limits", { n: number(limits.length) }), ...limits.map((one) => quote(one, "warn")))] : []),
    ...byKind(rest).map(([kind, list]) => folded(kind, list.map((one) => quote(one)))),
  ];
}

/** What was reported of a project or a dossier, the latest first. */
export function reportsSection(node) {
  const reports = remarksOn(node.id, "report").reverse();
  if (!reports.length) return [];
  const rows = reports.map((one) => el("div", "report", el("strong", "", [day(one.when), said(one.status)].filter(Boolean).join(": ")), " ", named(one.id, said(one.text)), el("span", "where", where(one))));
  return [section(t("reports", { n: number(reports.length) }), ...rows)];
}
