// Zoom, fit, undo, download, print, and the link to what is shown.

import { doc } from "./doc.js";
import { state, change, listen } from "./state.js";
import { picture } from "./pictures.js";
import { asCsv } from "./table.js";
import { startPaper } from "./paper.js";
import { fileName, save, savePng, saveSvg, startExport } from "./export.js";
import { copyLink, startLink } from "./link.js";
import { startDrawers } from "./drawers.js";
import { announce } from "./announce.js";
import { t } from "./words.js";

const ACTS = { in: () => picture().zoomBy(1.25), out: () => picture().zoomBy(0.8), fit: () => picture().fit(true), undo: () => picture().undo() };

const SAVES = { png: savePng, svg: saveSvg, csv: () => save(new Blob([asCsv()], { type: "text/csv;charset=utf-8" }), fileName("csv", [])), print: () => window.print(), link: copyLink };

function startMenu() {
  const opener = document.getElementById("kg-download");
  const menu = document.getElementById("kg-downloads");
  const show = (open) => { menu.hidden = !open; opener.setAttribute("aria-expanded", String(open)); };
  opener.addEventListener("click", () => { show(menu.hidden); if (!menu.hidden) menu.querySelector("button").focus(); });
  menu.addEventListener("keydown", (event) => {
    const items = [...menu.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus(); }
    if (event.key === "Escape") { event.stopPropagation(); show(false); opener.focus(); }
  });
  menu.addEventListener("focusout", (event) => { if (!menu.contains(event.relatedTarget)) show(false); });
  for (const button of menu.querySelectorAll("[data-save]")) button.addEventListener("click", () => { show(false); opener.focus(); SAVES[button.dataset.save](); });
}

function startSteps() {
  const group = document.getElementById("kg-steps");
  if (!doc.meta.focus || doc.meta.depth < 2) return;
  group.hidden = false;
  const seg = group.querySelector(".seg");
  for (let n = 1; n <= doc.meta.depth; n++) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = String(n);
    button.addEventListener("click", () => change({ depth: n }));
    seg.append(button);
  }
  const mark = () => [...seg.children].forEach((button, i) => { button.setAttribute("aria-pressed", String(state.depth === i + 1)); button.setAttribute("aria-label", `${i + 1} ${i ? t("steps") : t("steps.one")}`); });
  mark();
  listen((changed) => { if (changed.has("depth") || changed.has("lang")) mark(); });
}

export function startTools() {
  for (const button of document.querySelectorAll("[data-tool]")) button.addEventListener("click", () => ACTS[button.dataset.tool]());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.documentElement.removeAttribute("data-sheet");
    if (state.sel.length && !event.defaultPrevented) { change({ sel: [] }); announce(t("said.cleared")); }
  });
  startDrawers();
  startMenu();
  startLink();
  startSteps();
  startPaper();
  startExport();
}
