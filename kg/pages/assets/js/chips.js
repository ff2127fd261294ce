// The filters in effect, each a chip that takes it off: under the headline, and where nothing passes.

import { doc } from "./doc.js";
import { state, change, filtered, clearFilters, sectorKey } from "./state.js";
import { shown } from "./filters.js";
import { focusPicture } from "./pictures.js";
import { piece, el } from "./pieces.js";
import { said, t, day, number } from "./words.js";

function without(name, item) {
  return () => change({ [name]: state[name].filter((other) => other !== item) });
}

/** The label of a sector by its name in a link. */
function sectorName(key) {
  const node = doc.matters.find((one) => one.sectors.some((pair) => sectorKey(pair) === key));
  return node ? said(node.sectors.find((pair) => sectorKey(pair) === key)) : key;
}

export function sizeName(n) {
  return n === 0 ? t("sizes.0") : n === 1 ? t("sizes.1") : n === 5 ? t("sizes.5") : t("sizes.n", { n });
}

/** [name, what takes it off] of each filter in effect. */
export function activeFilters() {
  return [
    ...state.hide.map((id) => [t("filter.hidden", { name: said(doc.groups.get(id).label) }), without("hide", id)]),
    ...state.off.map((id) => [t("filter.hidden", { name: t("row." + id) }), without("off", id)]),
    ...state.sector.map((key) => [t("filter.sector", { name: sectorName(key) }), without("sector", key)]),
    ...(state.size ? [[sizeName(Number(state.size)), () => change({ size: "" })]] : []),
    ...(state.only ? [[t("only." + state.only), () => change({ only: "" })]] : []),
    ...(state.from || state.to ? [[state.from === state.to ? day(state.from) : `${state.from ? day(state.from) : "…"}–${state.to ? day(state.to) : "…"}`, () => change({ from: "", to: "" })]] : []),
    ...(state.undated === "no" ? [[t("filter.undated"), () => change({ undated: "" })]] : []),
    ...(state.live ? [[t("live"), () => change({ live: false })]] : []),
  ];
}

function chip([name, act]) {
  const button = el("button", "chip", name, el("span", "off", " ✕"));
  button.type = "button";
  button.setAttribute("aria-label", t("filter.remove", { name }));
  button.addEventListener("click", act);
  return button;
}

/** What was searched about the page's own question and not found, where nothing is shown. */
function searched() {
  const about = [doc.meta.focus, ...state.sel].filter(Boolean);
  return doc.searches.filter((one) => one.found === "none" && one.about.some((id) => about.includes(id)))
    .map((one) => piece("quote", { ".body": `${t("searched")}: ${said(one.sought)}`, ".where": t("searched.when", { date: day(one.date), where: said(one.where) }) }));
}

function drawEmpty(chips) {
  const box = document.getElementById("kg-empty");
  box.hidden = shown().matters.length > 0 || (doc.matters.length === 0 && state.view !== "country");
  if (box.hidden) return;
  const reason = doc.matters.length && filtered();
  box.querySelector("p").textContent = reason ? t("empty.asked", { n: number(doc.matters.length) }) : t("empty.plain");
  box.querySelector("[data-clear]").hidden = !reason;
  document.getElementById("kg-filters").replaceChildren(...chips, ...searched());
}

/** Writes the chips again; the keyboard stays on the chip after the one that was taken off. */
export function drawFilters() {
  const place = document.getElementById("kg-active");
  const at = [...place.children].indexOf(document.activeElement);
  const chips = activeFilters();
  place.hidden = !chips.length;
  document.documentElement.toggleAttribute("data-filtered", chips.length > 0);
  place.replaceChildren(...chips.map(chip), ...(chips.length > 1 && filtered() ? [clearButton()] : []));
  if (at >= 0 && place.children.length) place.children[Math.min(at, place.children.length - 1)].focus();
  else if (at >= 0) focusPicture();
  drawEmpty(chips.map(chip));
}

function clearButton() {
  const button = el("button", "text", t("clear"));
  button.type = "button";
  button.addEventListener("click", clearFilters);
  return button;
}
