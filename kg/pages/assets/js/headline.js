// The headline is a finding computed from what is shown, never a title; the line under it says how to read the picture.

import { doc } from "./doc.js";
import { state } from "./state.js";
import { asked, isDated, shown, stateOf, homeParties, isJoint, partyCount, statedParties, passes, span, yearsOf, fateOf, spanAsked } from "./filters.js";
import { said, t, number, nameOf, day } from "./words.js";

function joined(parts) {
  const text = parts.filter(Boolean).join("; ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Matters that are shown and, on the day of the lens, had happened. */
function matterList() {
  const { matters } = shown();
  return isDated() ? matters.filter((node) => stateOf(node) !== "not-yet") : matters;
}

function isTwo(node) {
  return partyCount(node) === 2;
}

/** How many agreements have lapsed; nothing where the reader's own filter leaves only those. */
function lapsedAmong(nodes) {
  const agreements = nodes.filter((node) => node.life && node.life.lapses && node.group === "agr");
  const lapsed = agreements.filter((node) => stateOf(node) === "lapsed").length;
  const chosen = state.only === "lapsed" || (state.off.length > 0 && lapsed === agreements.length);
  return lapsed && !chosen ? t("head.lapsed", { l: number(lapsed), a: number(agreements.length) }) : "";
}

/** Commitments under a matter, and how many of them have a result that somebody recorded. */
export function commitmentsOf(node) {
  const found = doc.edgesOf(node.id).filter((edge) => edge.target === node.id).map((edge) => doc.nodes.get(edge.source)).filter((other) => other && other.group === "commitment");
  const list = [...new Set(found)];
  return { list, kept: list.filter((other) => hasResult(other)).length };
}

function hasResult(commitment) {
  if (commitment.life && stateOf(commitment) === "done") return true;
  const objects = doc.edgesOf(commitment.id).filter((edge) => edge.source === commitment.id).map((edge) => doc.nodes.get(edge.target));
  return objects.some((other) => other && other.matter && other.group !== "agr" && other.life && stateOf(other) === "done");
}

function aboutMatter(node) {
  const now = stateOf(node);
  const { list, kept } = commitmentsOf(node);
  const kepts = list.length ? t("head.focus.kept", { k: number(kept), n: number(list.length) }) : "";
  if (now === "lapsed" && node.life.last_day) return joined([t("head.focus.lapsed", { year: node.life.last_day.slice(0, 4) }), kepts]);
  return joined([t("head.focus.state", { title: said(node.short) || said(node.label), state: stateName(now) }), kepts || focusParties(node)]);
}

/** "3 bên khi ký, 2 bên hôm nay", of today or of the day of the lens. */
function focusParties(node) {
  const then = homeParties(node, null).length, stated = statedParties(node);
  if (stated) return t("parties.stated", { n: number(then), k: number(stated) });
  const values = { n: number(then), k: number(homeParties(node, spanAsked()).length), date: day(asked()) };
  return then > 1 ? t(isDated() ? "head.focus.parties.on" : "head.focus.parties", values) : "";
}

export function stateName(name) {
  const labels = doc.rules.labels && doc.rules.labels[name];
  return labels ? labels[state.lang] || labels.vi : name;
}

function aboutUnit(id) {
  const { parties } = shown();
  const under = span();
  const self = under && under.readings[id] ? under.readings[id][0] : [id];
  const mine = matterList().filter((node) => isJoint(node) && parties.get(node.id).some((party) => self.includes(party) || party === id));
  if (mine.length < 2) return "";
  const two = mine.filter(isTwo).length;
  const others = new Set(mine.flatMap((node) => parties.get(node.id)).filter((party) => !self.includes(party)));
  const values = { unit: nameOf(id), n2: number(two), n: number(mine.length), u: number(others.size) };
  return joined([t(two && two < mine.length ? "head.unit" : "head.unit.plain", values), lapsedAmong(mine)]);
}

/** Joint matters whose parties became fewer under the lens, and those all of whose parties read as one unit. */
export function collapsed(matters, under) {
  const fates = matters.map((node) => fateOf(node, under));
  return { fewer: fates.filter((fate) => fate.fewer).length, internal: fates.filter((fate) => fate.internal).length };
}

function years(matters) {
  const known = matters.map(yearsOf).filter(Boolean);
  return known.length ? { y0: known.map((pair) => pair[0]).sort()[0], y1: known.map((pair) => pair[1]).sort().pop() } : null;
}

/** What can be said of the matters shown, the first that holds; never what a filter makes true by itself. */
function aboutAll() {
  const { parties, span: under } = shown();
  const matters = matterList();
  const joint = matters.filter(isJoint);
  if (matters.length === 1) return t("head.one", { title: said(matters[0].label) });
  if (under && joint.length && !state.only) {
    const { fewer, internal } = collapsed(joint, under);
    if (fewer) return joined([t(isDated() ? "head.fewer.on" : "head.fewer", { k: number(fewer), n: number(joint.length) }), internal ? t("head.internal", { i: number(internal) }) : ""]);
  }
  const two = joint.filter(isTwo).length;
  const lapsed = lapsedAmong(joint);
  if (two && two < joint.length) return joined([t("head.two", { n2: number(two), n: number(joint.length) }), lapsed]);
  if (joint.length) return joined([amount(joint, parties), lapsed]);
  return t(matters.some((node) => parties.get(node.id).length) ? "head.single" : "head.covers", { n: number(matters.length) });
}

/** "24 việc chung giữa 39 tỉnh, 2004–2025". */
function amount(joint, parties) {
  const values = { n: number(joint.length), u: number(new Set(joint.flatMap((node) => parties.get(node.id))).size) };
  const between = years(joint);
  if (!between) return t("head.plain", values);
  return t(between.y0 === between.y1 ? "head.year" : "head.years", Object.assign(values, between));
}

function headline(things, links) {
  const focus = doc.nodes.get(doc.meta.focus);
  if (!shown().matters.length) {
    if (doc.matters.length) return t("head.empty", { n: number(doc.matters.length) });
    return doc.meta.question && things ? t("head.query", { n: number(things), m: number(links) }) : t("head.none");
  }
  if (focus && focus.matter && passes(focus)) return aboutMatter(focus);
  const finding = matterList().length ? (focus && doc.units.has(focus.id) && aboutUnit(focus.id)) || aboutAll() : t("head.before");
  return isDated() ? t("head.asof", { date: day(asked()), finding }) : finding;
}

function sub(things, links) {
  if (state.view === "table") return t("sub.table");
  if (state.view === "country") return t(state.lines === "pairs" ? "sub.lines" : "sub.country");
  const focus = doc.nodes.get(doc.meta.focus);
  const values = { n: number(things), m: number(links), d: state.depth };
  return focus ? t(state.depth === 1 ? "sub.focus.one" : "sub.focus", Object.assign(values, { title: said(focus.label) })) : t("sub.plain", values);
}

/** Writes headline and sub line; `things` and `links` are what the picture draws. */
export function writeHeadline(things, links) {
  const text = headline(things, links);
  const h1 = document.getElementById("kg-headline");
  h1.textContent = text;
  h1.title = text;
  const under = document.getElementById("kg-sub");
  under.textContent = sub(things, links);
  under.title = under.textContent;
  document.title = `${text} · ${t("product")}`;
}
