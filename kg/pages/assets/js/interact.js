// Mouse, touch and keyboard in the network picture: hover, select, expand and fold, hide and undo.

import { doc } from "./doc.js";
import { state, change, listen } from "./state.js";
import { opened, away, openPills, closedNeighbours, captionOf } from "./scene.js";
import { theNetwork, theScene, keyboardFocus, refresh, fit } from "./network.js";
import { addActions, drawPanel } from "./panel.js";
import { stateName } from "./headline.js";
import { stateOf, homeParties, span } from "./filters.js";
import { el } from "./pieces.js";
import { announce } from "./announce.js";
import { said, t, day, nameOf } from "./words.js";

const undone = [];
let after = () => {};

/** `callback` runs after the picture showed more or fewer things. */
export function onPictureChange(callback) { after = callback; }

function redone() { refresh(); drawPanel(); after(); buttons(); }

function buttons() {
  for (const button of document.querySelectorAll('[data-tool="undo"]')) button.disabled = undone.length === 0;
}

/** Opens a pill to its members. */
function openPill(id) {
  openPills.add(id);
  undone.push(() => openPills.delete(id));
  announce(t("said.expanded", { n: theScene().nodes.get(id).pill.length }));
  redone();
}

/** Opens the neighbours that the data holds, or folds them again. */
export function expand(id) {
  if (opened.has(id)) {
    const list = opened.get(id);
    opened.delete(id);
    undone.push(() => opened.set(id, list));
    announce(t("said.folded"));
  } else {
    const list = closedNeighbours(id, theScene());
    if (!list.length) return;
    opened.set(id, list);
    undone.push(() => opened.delete(id));
    announce(t("said.expanded", { n: list.length }));
  }
  redone();
}

/** Puts a thing away until it is undone. */
export function putAway(id) {
  away.push(id);
  undone.push(() => away.splice(away.indexOf(id), 1));
  change({ sel: [] });
  redone();
  const toast = document.getElementById("kg-toast");
  toast.textContent = t("hidden.undo", { n: away.length });
  toast.hidden = false;
  window.setTimeout(() => { toast.hidden = true; }, 6000);
}

export function undo() {
  const last = undone.pop();
  if (!last) return;
  last();
  document.getElementById("kg-toast").hidden = true;
  redone();
}

function actions(id) {
  if (!theNetwork() || state.view !== "network" || !theScene().nodes.has(id)) return [];
  const make = (text, act) => { const button = el("button", "box", text); button.type = "button"; button.addEventListener("click", act); return button; };
  const closed = closedNeighbours(id, theScene()).length;
  const out = [];
  if (opened.has(id)) out.push(make(t("fold"), () => expand(id)));
  else if (closed) out.push(make(t("expand", { n: closed }), () => expand(id)));
  out.push(make(t("hide"), () => putAway(id)));
  return out;
}

function tip(id, at) {
  const card = document.getElementById("kg-tip");
  const item = id === null ? null : theScene().nodes.get(id);
  card.hidden = !item;
  if (!item) return;
  const { node } = item;
  const now = item.pill ? "" : stateOf(node);
  card.querySelector(".kind").textContent = [said(node.kind) || said(node.type), now ? stateName(now) : ""].filter(Boolean).join(" · ");
  card.querySelector(".name").textContent = item.pill ? captionOf(item) : item.from && doc.units.has(id) ? nameOf(id) : said(node.label);
  const parties = item.pill ? item.pill.slice(0, 6).map((one) => said(one.node.label)).join("; ") + (item.pill.length > 6 ? "; …" : "") : node.parties.length ? homeParties(node, span()).map(nameOf).join(", ") : item.members.length ? item.members.map(nameOf).join(" + ") : "";
  card.querySelector(".more").textContent = [item.pill ? "" : day(node.when), parties].filter(Boolean).join(" · ");
  const box = document.getElementById("kg-picture").getBoundingClientRect();
  card.style.left = Math.max(4, Math.min(at.x + 14, box.width - card.offsetWidth - 6)) + "px";
  card.style.top = Math.max(4, at.y + 16 + card.offsetHeight > box.height ? at.y - card.offsetHeight - 12 : at.y + 16) + "px";
}

function select(id) {
  change({ sel: id ? [id] : [] });
  announce(id ? t("said.selected", { what: nameOf(id) }) : t("said.cleared"));
}

/** The nearest mark in the direction of an arrow key. */
function nextMark(direction) {
  const network = theNetwork();
  const items = [...theScene().nodes.keys()].map((id) => ({ id, at: network.getPosition(id) }));
  const here = items.find((item) => item.id === (keyboardFocus() || state.sel[0] || doc.meta.focus)) || items[0];
  if (!here || !keyboardFocus()) return here && here.id;
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[direction];
  let best = null, least = Infinity;
  for (const item of items) {
    const x = item.at.x - here.at.x, y = item.at.y - here.at.y;
    const along = x * dx + y * dy, across = Math.abs(x * dy) + Math.abs(y * dx);
    if (along <= 1) continue;
    const cost = along + 2.2 * across;
    if (cost < least) { least = cost; best = item.id; }
  }
  return best || here.id;
}

function keys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.startsWith("Arrow")) {
    const id = nextMark(event.key);
    if (!id) return;
    keyboardFocus(id);
    const network = theNetwork();
    tip(id, network.canvasToDOM(network.getPosition(id)));
    const item = theScene().nodes.get(id);
    announce([captionOf(item), said(item.node.type), item.pill ? "" : day(item.node.when)].filter(Boolean).join(", "));
  } else if (event.key === "Enter" || event.key === " ") {
    const id = keyboardFocus();
    if (!id) return;
    if (theScene().nodes.get(id).pill) openPill(id);
    else if (state.sel[0] === id) expand(id);
    else select(id);
  } else if (event.key === "Escape") {
    keyboardFocus("");
    tip(null);
    if (state.sel.length) select("");
    else document.getElementById("kg-network").blur();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

export function zoomBy(factor) {
  const network = theNetwork();
  if (network) network.moveTo({ scale: Math.min(6, Math.max(0.15, network.getScale() * factor)) });
}

export function startInteraction() {
  const network = theNetwork();
  addActions(actions);
  if (!network) return;
  let waiting = 0;
  network.on("hoverNode", (event) => { window.clearTimeout(waiting); waiting = window.setTimeout(() => tip(event.node, event.pointer.DOM), 150); });
  network.on("blurNode", () => { window.clearTimeout(waiting); tip(null); });
  network.on("dragStart", () => tip(null));
  network.on("zoom", () => tip(null));
  network.on("click", (event) => {
    const id = event.nodes[0] || network.getNodeAt(event.pointer.DOM);
    const edge = !id && event.edges.length ? theScene().edges.find((one) => one.id === event.edges[0]) : null;
    const keys = event.event && event.event.srcEvent;
    if (id && theScene().nodes.get(id).pill) openPill(id);
    else if (id && keys && keys.shiftKey && state.sel.length === 1 && state.sel[0] !== id) change({ sel: [state.sel[0], id] });
    else if (id) select(id);
    else if (edge) announce([nameOf(edge.source), said(doc.properties[edge.edge.property]), nameOf(edge.target)].join(" – "));
    else if (state.sel.length) select("");
  });
  network.on("doubleClick", (event) => { if (event.nodes[0] && doc.nodes.has(event.nodes[0])) expand(event.nodes[0]); });
  // A tap has no end that vis-network tells: whatever the reader does elsewhere puts the card away.
  const still = () => { window.clearTimeout(waiting); tip(null); };
  const elsewhere = (event) => { if (!document.getElementById("kg-network").contains(event.target)) still(); };
  listen(still);
  document.addEventListener("pointerdown", elsewhere);
  document.addEventListener("focusin", elsewhere);
  document.addEventListener("scroll", still, { capture: true, passive: true });
  document.getElementById("kg-network").addEventListener("keydown", keys);
  document.getElementById("kg-network").addEventListener("blur", () => { keyboardFocus(""); tip(null); });
  document.getElementById("kg-toast").addEventListener("click", undo);
  buttons();
  if (state.sel.length) drawPanel();
}

/** Fits, or flies back to the whole picture. */
export function fitAll() { if (theNetwork()) fit(true); }

