// Where it stands: evidence of a node as the panel prints it.

import { doc } from "./doc.js";
import { piece, el, section, webAddress } from "./pieces.js";
import { said, t, day, number } from "./words.js";

const DOUBTFUL = new Set(["excerpt", "mirror", "secondary", "unverified", "not-found-again"]);
const PRINTED = new Set(["mirror", "not-found-again"]);

/** `char=596,693` in words; other places as they stand. */
export function placeText(place) {
  const range = /^char=(\d+),(\d+)$/.exec(place || "");
  return range ? t("place.char", { a: Number(range[1]).toLocaleString("fr-FR"), b: Number(range[2]).toLocaleString("fr-FR") }) : place || "";
}

function local(id) {
  return id.slice(id.indexOf(":") + 1);
}

/** A source by its code and, where it was not `named` before, its publisher: "S432 · VOV". */
function sourceName(id, named) {
  const { publisher } = doc.sources.get(id) || {};
  const known = named.has(id);
  named.add(id);
  return publisher && !known ? `${local(id)} · ${publisher}` : local(id);
}

/** "S001 · VOV, ký tự 3 671–3 709; S001, ký tự 3 829–3 861" for evidence indexes of a node. */
export function whereText(node, indexes) {
  const places = new Map((indexes || []).map((i) => node.evidence[i]).filter(Boolean).map((one) => [JSON.stringify([one.sources, one.place]), one]));
  const named = new Set();
  return [...places.values()].slice(0, 4)
    .map((one) => [one.sources.map((id) => sourceName(id, named)).join(" + "), placeText(one.place)].filter(Boolean).join(", ")).join("; ");
}

/** Where all of a thing's evidence stands. */
export function whereAll(thing) {
  return whereText(thing, thing.evidence.map((_, i) => i));
}

/** A chip where the source was not seen well; of several that one was a copy. Else null. */
export function doubtChip({ verification, sources }) {
  return DOUBTFUL.has(verification) ? el("span", "chip doubt", t(verification === "mirror" && sources.length > 1 ? "verification.mirror.one" : "verification." + verification)) : null;
}

function oneSource(id, evidence) {
  const source = doc.sources.get(id) || { title: id, publisher: "", date: "", address: "", locator: "", seen: ["", ""] };
  const href = PRINTED.has(evidence.verification) ? null : webAddress(source.address);
  const node = piece("source", {
    a: href ? source.title : "",
    ".plain": href ? "" : source.title,
    ".where": [source.publisher, day(source.date), local(id)].filter(Boolean).join(" · "),
  });
  if (href) node.querySelector("a").href = href;
  const where = node.querySelector(".where");
  const printed = source.address && PRINTED.has(evidence.verification) && evidence.sources.length < 2 ? ` (${t("sources.printed")})` : "";
  if (!href && (source.address || source.locator)) where.append(el("span", "where", (source.address || source.locator) + printed));
  return node;
}

/** Which place says what, and what was noted of it. */
function placeLines(evidence) {
  const states = (evidence.states || []).map((property) => said(doc.properties[property])).join(", ");
  const notes = [placeText(evidence.place),
    evidence.sources.length > 1 ? t("sources.joint") : "",
    evidence.whole ? "" : states ? t("sources.states", { columns: states }) : t("sources.record")].filter(Boolean);
  return [notes.join(" · "), said(evidence.note)].filter(Boolean).map((text) => el("span", "where", text));
}

/** A source, or several that say it together, with each of its places. */
function row(places) {
  const [first] = places, doubt = doubtChip(first);
  return el("div", first.sources.length > 1 ? "joint" : "", ...first.sources.map((id) => oneSource(id, first)), ...places.flatMap(placeLines), ...(doubt ? [doubt] : []));
}

/** Evidence of the same sources that were seen alike stands together. */
function bySource(evidence) {
  const groups = new Map();
  for (const one of evidence) {
    const key = JSON.stringify([one.sources, one.verification]);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(one);
  }
  return [...groups.values()];
}

/** The section "Sources", or nothing; `more` is evidence of what the panel shows beside, for sources not yet named. */
export function sourcesSection(node, more = []) {
  const known = new Set(node.evidence.flatMap((one) => one.sources));
  const added = more.filter((one) => {
    const fresh = one.sources.some((id) => !known.has(id));
    for (const id of one.sources) known.add(id);
    return fresh;
  });
  if (!known.size) return [];
  const made = section(`${t("sources")} (${number(known.size)})`, ...bySource([...node.evidence, ...added.map((one) => Object.assign({}, one, { place: "" }))]).map(row));
  if (made.querySelector("[lang]")) made.querySelector("h3").after(el("p", "sub", t("sources.tongue")));
  return [made];
}

/** Rival values side by side, each over its source. */
export function conflictsSection(node) {
  if (!node.conflicts.length) return [];
  const parts = node.conflicts.flatMap((conflict) => {
    const list = el("ul", "rivals", ...conflict.values.map((value, i) => {
      const item = piece("rival", { ".value": said(value.text), ".where": [whereText(node, value.evidence), i === 0 && !conflict.unsettled ? t("stands") : ""].filter(Boolean).join(" · ") });
      if (i === 0 && !conflict.unsettled) item.classList.add("stands");
      return item;
    }));
    return [el("p", "sub", said(doc.properties[conflict.property])), list];
  });
  return [section(t("conflicts"), ...parts)];
}
