// The network view: vis-network draws and picks, our code says what and how. It is built when it is first shown.

import { doc } from "./doc.js";
import { placeKept, state, listen } from "./state.js";
import { scene } from "./scene.js";
import { putAt, pins } from "./stock.js";
import { dotsOf } from "./merged.js";
import { contextOf, markStyle, edgeStyle, halfOf, onWay } from "./style.js";
import { onScreen, paintMark, paintCapsule, paintPill, readColours, colour } from "./paint.js";
import { paintLabels, forgetLabels } from "./network-labels.js";
import { paintBadges } from "./network-badges.js";
import { paintUnder } from "./network-under.js";
import { paintPin } from "./network-pins.js";
import { isCarried, library } from "./library.js";

let network = null, nodes = null, edges = null, now = null, context = null, focused = "", hovered = "";
const waiting = [];

export function theNetwork() { return network; }

/** What is drawn; worked out anew where the state has changed since. */
export function theScene() {
  if (!now) { now = scene(); context = contextOf(now, ""); }
  return now;
}

/** What the painters of the picture are given. */
export function view() { return { network, now: theScene(), context, focused }; }

/** The thing under keyboard focus, or its badge. */
export function keyboardFocus(id) { if (id !== undefined && id !== focused) { focused = id; forgetLabels(); redraw(); } return focused; }
export function redraw() { if (network) network.redraw(); }

/** Runs `callback` with vis.Network once there is one. */
export function whenBuilt(callback) { if (network) callback(network); else waiting.push(callback); }

function paint(ctx, item, [w, h]) {
  const style = markStyle(item, now, context);
  if (item.members.length) paintCapsule(ctx, { dots: dotsOf(item), ring: style.ring, opacity: style.opacity });
  else if (item.pill) paintPill(ctx, { marks: item.pill.map((one) => markStyle(one, now, context)), dots: item.dotted, opacity: style.opacity });
  else paintMark(ctx, style);
  if (pins.has(item.id)) paintPin(ctx, w, h);
  if (item.id === focused) { ctx.strokeStyle = colour("focus"); ctx.lineWidth = 2; ctx.strokeRect(-w - 3, -h - 3, 2 * w + 6, 2 * h + 6); }
}

/** What vis-network calls for each mark; `this` is its shape, whose size for hits and arrows it would take up too late. */
function renderer({ ctx, id, x, y }) {
  const item = now.nodes.get(id);
  const k = network.getScale();
  const half = item ? halfOf(item, context) : [5, 5];
  const width = Math.max(24, 2 * half[0]) / k, height = Math.max(20, 2 * half[1]) / k;
  Object.assign(this, { width, height, left: x - width / 2, top: y - height / 2 });
  return { drawNode() { if (item) onScreen(ctx, x, y, k, () => paint(ctx, item, half)); }, nodeDimensions: { width, height } };
}

/** Only what differs from the options of all: vis-network merges whatever is given, a thousand times over. */
function edgeOf(edge) {
  const made = Object.assign({ id: edge.id, from: edge.source, to: edge.target }, edgeStyle(edge, now, context));
  if (edge.arrow) made.arrows = "to";
  const bend = onWay(edge, context) ? 0 : edge.source <= edge.target ? edge.curve : -edge.curve;
  if (bend) made.smooth = { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) };
  return made;
}

function nodeOf({ id, x, y }) { return { id, x, y }; }

/** An edge that vis-network knows already: what it does not name would stay as it was. */
function renewed(edge) { return Object.assign({ smooth: false, arrows: "" }, edgeOf(edge)); }

/** Brings the picture to the state: adds, removes and restyles what differs. */
export function refresh() {
  now = null;
  theScene();
  if (!network) return;
  hovered = "";
  const wanted = new Set(now.edges.map((edge) => edge.id));
  edges.remove(edges.getIds().filter((id) => !wanted.has(id)));
  nodes.remove(nodes.getIds().filter((id) => !now.nodes.has(id)));
  nodes.update([...now.nodes.values()].map(nodeOf));
  edges.update(now.edges.map(renewed));
  forgetLabels();
  redraw();
}

function restyle(some = now.edges) {
  edges.update(some.map((edge) => Object.assign({ id: edge.id }, edgeStyle(edge, now, context))));
  redraw();
}

/** Draws again with the colours of the theme that stands now. */
export function recolour() {
  readColours();
  if (!network) return;
  theScene();
  restyle();
}

/** Lifts what hangs on a thing out of the rest while the mouse is over it. */
export function hover(id) {
  if (!network || id === hovered || now.edges.length > 4000) return;
  const touched = now.edges.filter((edge) => [edge.source, edge.target].some((end) => end && (end === id || end === hovered)));
  hovered = id;
  context = contextOf(now, id);
  restyle(touched);
}

const OPTIONS = {
  physics: { enabled: false }, layout: { improvedLayout: false }, autoResize: false,
  interaction: { hover: true, hoverConnectedEdges: false, selectConnectedEdges: false, multiselect: true, keyboard: false, navigationButtons: false, tooltipDelay: 1e6 },
  nodes: { shape: "custom", chosen: false, borderWidth: 0, ctxRenderer: renderer },
  edges: { chosen: false, selectionWidth: 1, smooth: false, color: { inherit: false }, arrows: { to: { scaleFactor: 0.38 } }, arrowStrikethrough: false },
};

/** The world of the layout, and whatever was moved out of it. */
function extent() {
  const [w, h] = doc.network.world;
  let [x, y] = [w / 2, h / 2];
  for (const spot of Object.values(network.getPositions())) { x = Math.max(x, Math.abs(spot.x) + 8); y = Math.max(y, Math.abs(spot.y) + 8); }
  return [2 * x, 2 * y];
}

export function still() { return window.matchMedia("(prefers-reduced-motion: reduce)").matches; }

/** Below this scale the whole is a squeeze: a small window gets a part. */
const LEAST = 0.7;

/** Shows everything, the tools' row left free; on a phone what the page is about, at a size one can read. */
export function fit(animated = false) {
  if (!network) return;
  const box = document.getElementById("kg-network");
  const [w, h] = extent();
  const whole = Math.min(box.clientWidth / w, (box.clientHeight - 52) / h);
  const part = whole < LEAST && doc.network.world[0] > box.clientWidth;
  const scale = part ? 1 : whole;
  const position = part && context.centre ? { x: context.centre.x, y: context.centre.y } : { x: 0, y: 0 };
  network.moveTo({ position, scale: Math.max(0.05, scale), offset: { x: 0, y: -24 }, animation: animated && !still() ? { duration: 420, easingFunction: "easeInOutCubic" } : false });
}

/** Looks where the address says; false where it says nothing. */
export function lookWhereKept() {
  const kept = placeKept();
  if (kept) network.moveTo({ position: { x: kept[0], y: kept[1] }, scale: kept[2] });
  return kept !== null;
}

function build() {
  const place = document.getElementById("kg-network");
  const vis = library();
  theScene();
  nodes = new vis.DataSet([...now.nodes.values()].map(nodeOf));
  edges = new vis.DataSet(now.edges.map(edgeOf));
  const many = now.nodes.size >= 1000;
  network = new vis.Network(place, { nodes, edges }, Object.assign({}, OPTIONS, { interaction: Object.assign({}, OPTIONS.interaction, { hideEdgesOnDrag: many, hideEdgesOnZoom: many }) }));
  // vis-network makes its frame a second, nameless tab stop; ours around it has the name and the keys.
  const frame = place.querySelector(".vis-network");
  frame.removeAttribute("tabindex");
  frame.setAttribute("aria-hidden", "true");
  network.on("beforeDrawing", (ctx) => paintUnder(ctx, view()));
  network.on("afterDrawing", (ctx) => { paintBadges(ctx, view()); paintLabels(ctx, view()); });
  fit();
  let size = place.clientWidth + " " + place.clientHeight;
  new ResizeObserver(() => {
    const here = place.clientWidth + " " + place.clientHeight;
    if (!place.clientWidth || here === size) return;
    size = here;
    network.setSize("100%", "100%");
    forgetLabels();
    if (!lookWhereKept()) fit();
    redraw();
  }).observe(place);
  for (const callback of waiting.splice(0)) callback(network);
}

/** While it shakes, what is pinned does not give way. */
export function holdPinned(held) {
  nodes.update([...pins].filter((id) => now.nodes.has(id)).map((id) => ({ id, fixed: held })));
}

/** Takes over where vis-network moved things to. */
export function keepPlaces(ids) {
  const at = network.getPositions(ids);
  for (const id of ids) if (now.nodes.has(id)) putAt(now.nodes.get(id), at[id]);
  forgetLabels();
  redraw();
}

/** Builds the view where it is the first that is shown. */
export function openNetwork() { if (isCarried() && state.view === "network") build(); }

/** Starts the view; without vis-network there is nothing to start. */
export function startNetwork() {
  readColours();
  if (!isCarried()) return;
  listen((changed) => {
    if (state.view === "network" && !network) { now = null; build(); return; }
    const looks = ["theme", "view", "sort"];
    if (![...changed].every((name) => looks.includes(name))) { if (state.view === "network") refresh(); else now = null; }
    else if (state.view === "network" && changed.has("view")) refresh();
    if (changed.has("theme")) recolour();
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
}
