// Search in any spelling, also of units that have ended: the list says where they went.

import { doc } from "./doc.js";
import { change } from "./state.js";
import { fold, foldUnit } from "./fold.js";
import { reads, spanOn } from "./lens.js";
import { piece, el } from "./pieces.js";
import { drawGlyph } from "./marks.js";
import { groupOf } from "./panel-rows.js";
import { announce } from "./announce.js";
import { said, t, day, nameOf } from "./words.js";

const MOST = 12;
let entries = null;
let hits = [];
let at = -1;

function build() {
  entries = [...doc.nodes.values()].map((node) => {
    const unit = doc.units.get(node.id);
    const keys = [...node.keys, ...(unit ? unit.keys : []), ...node.label.map(fold), fold(node.id)];
    return { node, unit, keys: [...new Set(keys)] };
  });
}

function score(entry, key, bare) {
  let best = 0;
  for (const name of entry.keys) {
    if (name === key || name === bare) return 5 + (entry.unit ? 1 : 0);
    if (name.startsWith(key)) best = Math.max(best, 3);
    else if (` ${name}`.includes(` ${key}`)) best = Math.max(best, 2);
  }
  return best ? best + (entry.unit ? 0.6 : entry.node.matter ? 0.4 : 0) : 0;
}

/** Things whose name matches, the likest first. */
export function find(query) {
  if (!entries) build();
  const key = fold(query);
  if (!key) return [];
  const bare = foldUnit(query);
  return entries.map((entry) => ({ entry, rank: score(entry, key, bare) || (bare !== key ? score(entry, bare, bare) : 0) }))
    .filter((hit) => hit.rank).sort((a, b) => b.rank - a.rank || a.entry.node.label[0].localeCompare(b.entry.node.label[0], "vi") || a.entry.node.id.localeCompare(b.entry.node.id))
    .slice(0, MOST).map((hit) => hit.entry);
}

function more({ node, unit }) {
  if (!unit) return [said(node.kind) || said(node.type), day(node.when)].filter(Boolean).join(" · ");
  if (!unit.until) return said(unit.category);
  const now = reads(spanOn(doc.spans, doc.meta.today), unit.id).map(nameOf).join(", ");
  return t("search.ended", { date: day(unit.until), now });
}

function show(box, list) {
  const query = box.value.trim();
  hits = find(query);
  at = hits.length ? 0 : -1;
  const rows = hits.map((entry, i) => {
    const row = piece("hit", { ".name": said(entry.node.label), ".more": more(entry) });
    row.id = "kg-hit-" + i;
    const group = groupOf(entry.node);
    drawGlyph(row.querySelector("svg"), group.shape, group.colour);
    row.addEventListener("mousedown", (event) => { event.preventDefault(); choose(box, list, i); });
    return row;
  });
  list.replaceChildren(...(rows.length ? rows : [el("li", "none", t("search.none", { q: query }))]));
  list.hidden = !query;
  box.setAttribute("aria-expanded", String(!list.hidden));
  mark(box, list);
  if (query) announce(hits.length ? t("search.found", { n: hits.length }) : t("search.none", { q: query }));
}

function mark(box, list) {
  [...list.children].forEach((row, i) => row.setAttribute("aria-selected", String(i === at)));
  if (at >= 0) {
    box.setAttribute("aria-activedescendant", "kg-hit-" + at);
    list.children[at].scrollIntoView({ block: "nearest" });
  } else box.removeAttribute("aria-activedescendant");
}

function close(box, list) {
  list.hidden = true;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

function choose(box, list, i) {
  const entry = hits[i];
  if (!entry) return;
  close(box, list);
  box.value = "";
  document.documentElement.removeAttribute("data-search");
  change({ sel: [entry.node.id] });
}

export function startSearch() {
  const box = document.getElementById("kg-search");
  const list = document.getElementById("kg-hits");
  box.addEventListener("input", () => show(box, list));
  box.addEventListener("focus", () => { if (box.value) show(box, list); });
  box.addEventListener("blur", () => close(box, list));
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (hits.length) at = (at + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length;
      mark(box, list);
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(box, list, at);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      box.value = "";
      close(box, list);
      box.blur();
    }
  });
}
