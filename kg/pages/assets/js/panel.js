// The panel: what is selected, or an overview of what is shown. Text nodes only.

import { doc } from "./doc.js";
import { state, change, listen } from "./state.js";
import { piece, el } from "./pieces.js";
import { stateOf, asked, passes } from "./filters.js";
import { matterSections } from "./matter.js";
import { stateText } from "./promises.js";
import { changesOf, unitSections } from "./unit.js";
import { compareSections, comparedTitle } from "./compare.js";
import { announce } from "./announce.js";
import { heldLine } from "./held.js";
import { searchesSection } from "./searched.js";
import { sourcesSection, conflictsSection } from "./sources.js";
import { overview } from "./overview.js";
import { foot } from "./foot.js";
import { drawSign } from "./panel-rows.js";
import { startSheet } from "./sheet.js";
import { said, t, day, nameOf } from "./words.js";

/** ☆ keeps a thing in the link; what is no longer kept is not asked for alone. */
function starred(bar, id) {
  const button = bar.querySelector(".star"), on = state.star.includes(id), rest = state.star.filter((one) => one !== id);
  button.textContent = on ? "★" : "☆";
  button.setAttribute("aria-label", t("star"));
  button.setAttribute("aria-pressed", String(on));
  button.title = t("star");
  button.addEventListener("click", () => {
    change({ star: on ? rest : [...rest, id], only: state.only === "star" && on && !rest.length ? "" : state.only }, true);
    announce(t(on ? "said.unstar" : "starred"));
  });
}

function closer(bar) {
  const close = bar.querySelector("[data-close]");
  close.setAttribute("aria-label", t("close"));
  close.addEventListener("click", () => change({ sel: [] }));
  return bar;
}

function top(node) {
  const now = stateOf(node);
  const bar = piece("top", { ".kind": said(node.kind) || said(node.type), ".chip": now ? stateText(node) : "" });
  drawSign(bar.querySelector("svg"), node);
  const chip = bar.querySelector(".chip");
  if (chip) chip.title = t("state.asof", { date: day(asked()), state: stateText(node) });
  if (now === "lapsed" || now === "missed") chip.classList.add("warn");
  starred(bar, node.id);
  return closer(bar);
}

function unit(id) {
  const made = { id, group: "unit", label: doc.units.get(id).label, type: doc.units.get(id).category, kind: ["", ""], evidence: [], conflicts: [], facts: [], period: ["", ""] };
  const node = doc.nodes.get(id) || made;
  return [top(node), el("h2", "title", nameOf(id)), ...unitSections(id), ...conflictsSection(node), ...searchesSection([id]), ...sourcesSection(node, changesOf(id).flatMap((one) => one.evidence)), foot(id)];
}

/** Says of a matter that the filters hold back that they do, with the way to see it. */
function heldBack(node) {
  if (!node.matter || passes(node)) return [];
  return [heldLine(t("held"), [node])];
}

function thing(node) {
  return [top(node), el("h2", "title", said(node.label)), ...heldBack(node), ...matterSections(node), foot(node.id)];
}

function both(a, b) {
  const bar = closer(piece("top", { ".kind": t("two.caption"), ".chip": "" }));
  for (const at of bar.querySelectorAll("svg, .star")) at.remove();
  return [bar, el("h2", "title", comparedTitle(a, b)), ...compareSections(a, b), foot()];
}

let extras = () => [];

/** Lets the picture add its own buttons for the selected thing (expand, fold, hide). */
export function addActions(make) {
  extras = make;
}

function parts(id, other) {
  if (!id) return [...overview(), foot()];
  if (other) return both(id, other);
  return doc.units.has(id) ? unit(id) : thing(doc.nodes.get(id));
}

/** The control of the panel that holds the keyboard, by its key or else by its place. */
function holder(place) {
  const all = [...place.querySelectorAll("button, a, summary")];
  const at = all.indexOf(document.activeElement);
  const key = at < 0 ? "" : all[at].dataset.key || "";
  return () => {
    const now = [...place.querySelectorAll("button, a, summary")];
    const again = key ? now.find((one) => one.dataset.key === key) : now[at];
    if (again) again.focus({ preventScroll: true });
  };
}

/** Writes the panel again; the keyboard stays on its control, the scroll where it was unless `fresh`. */
export function drawPanel(fresh = false) {
  const place = document.getElementById("kg-panel-body");
  const box = document.getElementById("kg-panel");
  const [id, other] = state.sel;
  const hold = holder(place);
  // To ask an empty panel how far it is scrolled would have the whole page laid out while it opens.
  const scrolled = place.firstChild ? box.scrollTop : 0, held = place.contains(document.activeElement);
  place.replaceChildren(...parts(id, other));
  const actions = id && !other ? extras(id) : [];
  const rest = place.querySelector("section, .foot");
  if (actions.length && rest) rest.before(el("div", "actions", ...actions));
  if (scrolled) box.scrollTop = fresh ? 0 : scrolled;
  if (!fresh) hold();
  else if (held) box.focus({ preventScroll: true });
}

function markSelected() {
  document.documentElement.toggleAttribute("data-selected", state.sel.length > 0);
}

export function startPanel() {
  drawPanel();
  markSelected();
  const still = new Set(["theme", "sort"]);
  listen((changed) => {
    markSelected();
    if ([...changed].some((name) => !still.has(name))) drawPanel(changed.has("sel"));
  });
  startSheet();
}
