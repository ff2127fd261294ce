// Paper: while the page is printed, the picture stands there in light colours, and below it the sources of what is shown.

import { doc } from "./doc.js";
import { state, listen } from "./state.js";
import { shown } from "./filters.js";
import { theNetwork, recolour } from "./network.js";
import { el } from "./pieces.js";
import { said, t, day, number } from "./words.js";

const root = document.documentElement;

/** The canvas of the network as a picture that paper can hold; other views put theirs in themselves. */
function picture() {
  if (state.view !== "network" || !theNetwork()) return [];
  recolour();
  const canvas = document.querySelector("#kg-network canvas");
  if (!canvas.width) return [];
  const copy = document.createElement("canvas");
  copy.width = canvas.width;
  copy.height = canvas.height;
  copy.getContext("2d").drawImage(canvas, 0, 0);
  return [copy];
}

function lens() {
  return state.lens === "signed" || state.lens === "today" ? t("lens." + state.lens) : day(state.lens);
}

/** Whose boundaries and which day the paper shows. */
function when() {
  return [`${t("boundaries")}: ${lens()}`, t("today.line", { date: day(doc.meta.today) })];
}

function sources() {
  const ids = [...new Set(shown().matters.flatMap((node) => node.evidence.flatMap((one) => one.sources)))].filter((id) => doc.sources.has(id)).sort();
  const rows = ids.map((id) => doc.sources.get(id)).map((source) => el("li", "", el("strong", "", source.id.slice(source.id.indexOf(":") + 1)), " ",
    [source.title, source.publisher, day(source.date)].filter(Boolean).join(" · "), " ", el("span", "where", source.address || source.locator)));
  const line = [t("product"), ...when(), doc.meta.version, said(doc.meta.licence)];
  return [el("p", "", line.filter(Boolean).join(" · ")), el("h2", "", `${t("sources")} (${number(ids.length)})`), el("ol", "", ...rows)];
}

let theme = null, unfolded = [];

function lay() {
  theme = root.dataset.theme || "";
  root.dataset.theme = "light";
  unfolded = [...document.querySelectorAll("#kg-panel details:not([open])")];
  for (const folded of unfolded) folded.open = true;
  document.getElementById("kg-print-picture").append(...picture());
  document.getElementById("kg-print-when").textContent = when().join(" · ");
  document.getElementById("kg-print-sources").replaceChildren(...sources());
}

function clear() {
  if (theme === null) return;
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  theme = null;
  for (const folded of unfolded) folded.open = false;
  document.getElementById("kg-print-picture").replaceChildren();
  document.getElementById("kg-print-when").textContent = "";
  document.getElementById("kg-print-sources").replaceChildren();
  recolour();
}

export function startPaper() {
  window.addEventListener("beforeprint", lay);
  window.addEventListener("afterprint", clear);
  listen(clear);
}
