// Starts the page: reads the state, draws each part, keeps what <html> tells about itself, listens to the keyboard.

import { doc, vast } from "./doc.js";
import { inIdle } from "./idle.js";
import { state, change, listen, start, setViews, clearFilters } from "./state.js";
import { shown, forget, isHome } from "./filters.js";
import { startLegend, drawLegend } from "./legend.js";
import { writeHeadline } from "./headline.js";
import { startPanel } from "./panel.js";
import { startSearch } from "./search.js";
import { startTime } from "./timebar.js";
import { startLens } from "./lensbar.js";
import { drawFilters } from "./chips.js";
import { startSaying } from "./said.js";
import { startNetwork, theScene, theNetwork, fit, openNetwork, redraw } from "./network.js";
import { startInteraction, onPictureChange, zoomBy, fitAll, undo } from "./interact.js";
import { isCarried } from "./library.js";
import { counted } from "./scene.js";
import { startCountry } from "./country.js";
import { focusPicture, picture, registerPicture } from "./pictures.js";
import { startTable } from "./table.js";
import { startTools } from "./tools.js";
import { t, number, wordFrame } from "./words.js";

const root = document.documentElement;

/** What is shown now, for whoever tests or styles the page (the contract is in kg/pages/page.py). */
function tellRoot() {
  const { matters, links, units } = shown();
  root.dataset.view = state.view;
  root.dataset.lens = state.lens;
  root.dataset.marks = matters.length;
  root.dataset.links = links;
  root.dataset.units = picture() ? picture().units() : units.size;
}

function drawHead() {
  const { things, links } = picture() ? picture().counted() : counted(theScene());
  writeHeadline(things, links);
}

function drawViews() {
  for (const tab of document.querySelectorAll("[data-view-tab]")) {
    const on = tab.dataset.viewTab === state.view;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
  }
  for (const button of document.querySelectorAll("[data-lang]")) if (button.tagName === "BUTTON") button.setAttribute("aria-pressed", String(button.dataset.lang === state.lang));
}

function drawTheme() {
  if (state.theme) root.dataset.theme = state.theme;
  else delete root.dataset.theme;
}

function drawNote() {
  const note = document.getElementById("kg-note");
  const all = doc.nodes.size, drawn = doc.network.nodes.length;
  const absent = !isCarried();
  note.hidden = !absent && drawn >= all;
  note.textContent = absent ? t("network.absent") : t("network.size", { n: number(drawn), all: number(all) });
}

/** Runs what the picture that is shown can do. */
function act(name, ...given) { if (picture()) picture()[name](...given); }

const LENSES = ["signed", "today"];
const KEYS = {
  "/": () => { root.setAttribute("data-search", ""); document.getElementById("kg-search").focus(); },
  "+": () => act("zoomBy", 1.25), "=": () => act("zoomBy", 1.25), "-": () => act("zoomBy", 0.8), "0": () => act("fit", true),
  l: () => change({ lens: LENSES[(LENSES.indexOf(state.lens) + 1) % 2] }), u: () => act("undo"), t: () => { change({ view: "table" }); focusPicture(); },
};

function keys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  const act = KEYS[event.key.toLowerCase()];
  if (act) { event.preventDefault(); act(); }
}

function startFrame() {
  for (const tab of document.querySelectorAll("[data-view-tab]")) tab.addEventListener("click", () => change({ view: tab.dataset.viewTab }));
  document.querySelector(".views").addEventListener("keydown", (event) => {
    const tabs = [...document.querySelectorAll("[data-view-tab]")];
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
    next.focus();
    next.click();
  });
  for (const button of document.querySelectorAll("button[data-lang]")) button.addEventListener("click", () => change({ lang: button.dataset.lang }));
  document.getElementById("kg-theme").addEventListener("click", () => {
    const dark = state.theme ? state.theme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
    change({ theme: dark ? "light" : "dark" });
  });
  document.querySelector("[data-clear]").addEventListener("click", () => { clearFilters(); focusPicture(); });
  document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); change({ view: "table" }); document.getElementById("kg-sheet").focus(); });
  document.addEventListener("keydown", keys);
}

/** What counts all matters. */
const COUNTING = [startLegend, startPanel, startTime];

function begin() {
  root.setAttribute("data-js", "");
  setViews([...document.querySelectorAll("[data-view-tab]")].map((tab) => tab.dataset.viewTab));
  start();
  drawTheme();
  wordFrame();
  listen((changed) => { forget(); if (changed.has("theme")) drawTheme(); if (changed.has("lang")) wordFrame(); if (changed.has("view")) drawViews(); });
  drawViews();
  startNetwork();
  registerPicture("network", { zoomBy, fit: fitAll, undo, units: () => [...theScene().nodes.keys()].filter(isHome).length, counted: () => counted(theScene()), canvas: () => document.querySelector("#kg-network canvas") });
  startSearch();
  startLens();
  // The network and the years ask for their size, which has the page laid out: by then everything else is in its place.
  if (!vast) for (const start of COUNTING) start();
  openNetwork();
  startCountry();
  startTable();
  startInteraction();
  startTools();
  startFrame();
  startSaying();
  const told = () => { drawViews(); drawFilters(); drawHead(); drawNote(); tellRoot(); };
  onPictureChange(() => { drawLegend(); told(); });
  listen((changed) => {
    told();
    if (changed.has("view") && state.view === "network" && theNetwork()) { fit(); redraw(); }
  });
  told();
  // The pictures asked for their first frame before: in this one they are drawn.
  requestAnimationFrame(() => {
    root.dataset.ready = "";
    if (vast) inIdle((start) => start()).later(COUNTING);
  });
}

begin();
