// The panel when nothing is selected: a few counts of what is shown; each bar is a filter or selects.

import { doc, merger } from "./doc.js";
import { state, change } from "./state.js";
import { shown, passesBut, homeParties, isJoint, isOnly, sizeOf } from "./filters.js";
import { sizeName } from "./chips.js";
import { bar, bars, busiest } from "./bars.js";
import { el, section } from "./pieces.js";
import { said, t, number, nameOf, day } from "./words.js";

/** A bar that filters by one value of a field; pressed, it takes the filter off. */
function filterBar(field, value, name, count) {
  const on = state[field] === value;
  return { name, count, on, key: `${field}:${value}`, act: () => change({ [field]: on ? "" : value }) };
}

function sizes() {
  const counts = [0, 0, 0, 0, 0, 0];
  for (const node of doc.matters) if (passesBut(node, "size")) counts[sizeOf(node)] += 1;
  return [2, 3, 4, 5].filter((n) => counts[n] || state.size === String(n)).map((n) => filterBar("size", String(n), sizeName(n), counts[n]));
}

function busy(joint, parties) {
  return busiest(joint.flatMap((node) => parties.get(node.id)), 8, "", (unit) => change({ sel: [unit] }));
}

/** Bars of what is singled out; those of nothing are left out, unless they are on. */
function only(names, prefix) {
  const candidates = doc.matters.filter((node) => passesBut(node, "only"));
  return names.map((name) => filterBar("only", name, t(prefix + name), candidates.filter((node) => isOnly(node, name)).length)).filter((row) => row.count || row.on);
}

function line(text, act) {
  const button = el("button", "text", text);
  button.type = "button";
  button.addEventListener("click", act);
  return el("p", "sub", button);
}

/** What the reader marked with ☆, and the way to see only that. */
function marked() {
  if (!state.star.length) return [];
  const count = doc.matters.filter((node) => passesBut(node, "only") && isOnly(node, "star")).length;
  return [section(`${t("starred")} ★ ${number(state.star.length)}`, ...state.star.map((id) => line(nameOf(id), () => change({ sel: [id] }))), el("div", "bars wide", bar(filterBar("only", "star", t("only.star"), count), count)))];
}

/** What the country does not draw, with the way to where it stands. */
function undrawn(matters) {
  const single = matters.filter((node) => isOnly(node, "single")).length;
  const foreign = matters.filter((node) => isOnly(node, "foreign")).length;
  const region = matters.filter((node) => !node.partners.length && !homeParties(node, null).length).length;
  const parts = [
    single ? line(t("undrawn.single", { n: number(single) }), () => change({ view: "table", only: "single" })) : "",
    foreign ? line(t("undrawn.foreign", { n: number(foreign) }), () => change({ view: "table", only: "foreign" })) : "",
    region ? el("p", "sub", t("undrawn.region", { n: number(region) })) : ""].filter(Boolean);
  return state.view === "country" && parts.length ? [section(t("undrawn"), ...parts)] : [];
}

/** The parts of the overview. */
export function overview() {
  const { matters, parties } = shown();
  const asks = doc.meta.question;
  const others = matters.filter((node) => !isJoint(node)).length;
  return [el("h2", "title", asks || state.view === "table" ? said(doc.meta.title) : t("overview")),
    el("p", "sub", t(others ? "overview.others" : "overview.text", { n: number(matters.length - others), m: number(others) })),
    ...(state.size || state.only ? [el("p", "sub", t("overview.each"))] : []),
    ...(asks ? [section(t("question"), el("pre", "", asks))] : []), ...marked(),
    ...bars(t("sizes"), sizes()), ...bars(t("busy"), busy(matters.filter(isJoint), parties)),
    ...(merger ? bars(t("merger", { date: day(merger) }), only(["fewer", "three", "internal"], "merger.")) : []),
    ...bars(t("review"), only(["lapsed", "missed", "conflict", "undated"], "review."), "bars wide"), ...undrawn(matters)];
}
