// Mouse and touch in the network picture, and its buttons.

import { doc } from "./doc.js";
import { state, change, listen } from "./state.js";
import { placesBefore } from "./stock.js";
import { theNetwork, theScene, view, whenBuilt, keyboardFocus, keepPlaces, hover } from "./network.js";
import { whenChanged, redone, select, selectSecond, openPill, openOrFold, listInside, startActs } from "./acts.js";
import { badgeAt, badgeId } from "./network-badges.js";
import { showTip, hideTip } from "./network-tip.js";
import { keys } from "./network-keys.js";
import { done, takeBack, whenUndone, drawUndo } from "./history.js";
import { shake } from "./network-shake.js";
import { fitWhole, moved, startPlace } from "./network-place.js";
import { drawPanel } from "./panel.js";
import { announce } from "./announce.js";
import { said, nameOf } from "./words.js";

let waiting = 0, opening = -Infinity, dragged = false;

/** `callback` runs after the picture showed more or fewer things. */
export function onPictureChange(callback) { whenChanged(callback); }

/** Opens the neighbours of a thing that the data holds, or folds them again. */
export function expand(id) { openOrFold(id); }

export function undo() { takeBack(); }

/** Fits, or flies back to the whole picture. */
export function fitAll() { fitWhole(); }

export function zoomBy(factor) {
  const network = theNetwork();
  if (!network) return;
  network.moveTo({ scale: Math.min(6, Math.max(0.15, network.getScale() * factor)) });
  moved();
}

function quiet() { window.clearTimeout(waiting); hideTip(); }

function soon(thing, at) {
  window.clearTimeout(waiting);
  // What is dragged passes over other things: none of them is asked for.
  if (dragged) return;
  waiting = window.setTimeout(() => { showTip(thing, at); if (typeof thing === "string") hover(thing); }, 150);
}

function clickEdge(id) {
  const edge = theScene().edges.find((one) => one.id === id);
  if (!edge) return;
  const pill = edge.trunk && [edge.source, edge.target].find((end) => theScene().nodes.get(end).pill);
  if (edge.pair) select(edge.pair);
  else if (pill) openPill(pill);
  else announce([nameOf(edge.source), said(doc.properties[edge.edge.property]), nameOf(edge.target)].join(" – "));
}

function click(event) {
  const badge = badgeAt(view(), event.pointer.canvas);
  if (badge) { listInside(badge.id); return; }
  const id = event.nodes[0] || theNetwork().getNodeAt(event.pointer.DOM);
  const how = event.event && event.event.srcEvent;
  if (id && theScene().nodes.get(id).pill) { opening = performance.now(); openPill(id); }
  else if (id && how && how.shiftKey && state.sel.length) selectSecond(id);
  else if (id) select(id);
  else if (event.edges.length) clickEdge(event.edges[0]);
  else if (state.sel.length) select("");
}

function doubleClick(event) {
  const id = event.nodes[0] || theNetwork().getNodeAt(event.pointer.DOM);
  // The first click of the two opened a pill: what lies under the second was not meant.
  if (id && performance.now() - opening > 500 && !theScene().nodes.get(id).pill) openOrFold(id);
}

/** A dragged thing stays where it was put, and undo brings it back. */
function startDrag(network) {
  let back = null;
  network.on("dragStart", (event) => {
    quiet();
    dragged = true;
    back = event.nodes.length ? placesBefore(event.nodes.map((id) => theScene().nodes.get(id))) : null;
  });
  network.on("dragEnd", (event) => {
    dragged = false;
    if (!back) return;
    keepPlaces(event.nodes);
    done(back);
    back = null;
  });
}

function startMouse(network) {
  const canvas = document.querySelector("#kg-network canvas");
  network.on("hoverNode", (event) => soon(event.node, event.pointer.DOM));
  network.on("hoverEdge", (event) => { const edge = theScene().edges.find((one) => one.id === event.edge); if (edge) soon(edge, event.pointer.DOM); });
  network.on("blurEdge", quiet);
  network.on("blurNode", () => { quiet(); hover(""); });
  network.on("zoom", quiet);
  network.on("click", click);
  network.on("doubleClick", doubleClick);
  let over = null;
  canvas.addEventListener("mousemove", (event) => {
    const at = { x: event.offsetX, y: event.offsetY };
    const badge = badgeAt(view(), network.DOMtoCanvas(at));
    if (badge === over) return;
    over = badge;
    canvas.style.cursor = badge ? "pointer" : "";
    if (badge) soon(badgeId(badge.id), at); else quiet();
  });
  startDrag(network);
}

/** A tap has no end that vis-network tells: whatever the reader does elsewhere puts the card away. */
function startAway(place) {
  const elsewhere = (event) => { if (!place.contains(event.target)) quiet(); };
  listen(quiet);
  document.addEventListener("pointerdown", elsewhere);
  document.addEventListener("focusin", elsewhere);
  document.addEventListener("scroll", quiet, { capture: true, passive: true });
}

function startLines() {
  const group = document.getElementById("kg-lines");
  const note = document.getElementById("kg-lines-note");
  const draw = () => {
    for (const button of group.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.dataset.lines === state.lines));
    note.hidden = state.lines !== "pairs";
  };
  for (const button of group.querySelectorAll("button")) button.addEventListener("click", () => { change({ lines: button.dataset.lines }); announce(button.textContent); });
  listen(draw);
  draw();
}

export function startInteraction() {
  const place = document.getElementById("kg-network");
  startActs();
  whenUndone(redone);
  whenBuilt(startMouse);
  startPlace();
  startAway(place);
  startLines();
  place.addEventListener("keydown", keys);
  place.addEventListener("blur", () => { keyboardFocus(""); hideTip(); });
  document.getElementById("kg-shake").addEventListener("click", shake);
  document.getElementById("kg-toast").addEventListener("click", ({ currentTarget: toast }) => { if (toast.hasAttribute("data-plain")) toast.hidden = true; else takeBack(); });
  drawUndo();
  if (state.sel.length) drawPanel();
}
