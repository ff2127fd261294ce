// The network view: vis-network draws and picks, our code says what and how.

import { doc, merger } from "./doc.js";
import { state, change, listen } from "./state.js";
import { scene, places, sizeOf, captionOf } from "./scene.js";
import { centre, around, partiesOf, markStyle, edgeStyle } from "./style.js";
import { onScreen, paintMark, paintCapsule, paintPill, capsuleSize, pillSize, readColours, colour } from "./paint.js";
import { placeLabels } from "./labels.js";
import { groupOf } from "./panel-rows.js";
import { hull } from "./hull.js";
import { cut, day, t } from "./words.js";

const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif';
let network = null, nodes = null, edges = null, now = null, context = null, spots = null, spotted = "", focused = "";

export function theNetwork() { return network; }
export function theScene() { return now; }
/** The thing under keyboard focus. */
export function keyboardFocus(id) { if (id !== undefined) { focused = id; redraw(); } return focused; }
export function redraw() { if (network) network.redraw(); }
export function labelSpots() { return spots; }

function zoom() { return network.getScale(); }

function fresh() {
  const main = centre(now);
  const selected = state.sel.length > 0 && state.sel[0] !== doc.meta.focus;
  context = { centre: main, selected, near: around(now, main), parties: new Set(partiesOf(now, main).map((item) => item.id)) };
  if (selected && state.sel.length > 1) for (const id of state.sel) { const item = now.nodes.get(id); if (item) for (const near of around(now, item)) context.near.add(near); }
  spotted = "";
}

function dotsOf(item) { return item.members.map((id) => Math.max(4, sizeOf(id) * 0.8)); }

function dotted(item) { return groupOf(item.node).shape === "dot"; }

function half(item) {
  if (item.pill) { const { w, h } = pillSize(item.pill.length, dotted(item)); return [w, h]; }
  if (item.members.length) { const { w, h } = capsuleSize(dotsOf(item)); return [w, h]; }
  const r = context.centre && context.centre.id === item.id && item.node.matter ? 10.5 : item.size || sizeOf(item.id);
  const ringed = context.parties.has(item.id) || (context.centre && context.centre.id === item.id) ? 4.5 : 0;
  return [r + 1 + ringed, r + 1 + ringed];
}

function renderer({ ctx, id, x, y }) {
  const item = now.nodes.get(id);
  const k = zoom();
  const [w, h] = item ? half(item) : [5, 5];
  return {
    drawNode() {
      if (!item) return;
      const style = markStyle(item, now, context);
      onScreen(ctx, x, y, k, () => {
        if (item.members.length) paintCapsule(ctx, { dots: dotsOf(item), ring: style.ring, opacity: style.opacity });
        else if (item.pill) paintPill(ctx, { marks: item.pill.map((one) => markStyle(one, now, context)), dots: dotted(item), opacity: style.opacity });
        else paintMark(ctx, style);
        if (id === focused) { ctx.strokeStyle = colour("focus"); ctx.lineWidth = 2; ctx.strokeRect(-w - 3, -h - 3, 2 * w + 6, 2 * h + 6); }
      });
    },
    nodeDimensions: { width: Math.max(24, 2 * w) / k, height: Math.max(20, 2 * h) / k },
  };
}

function edgeOf(edge) {
  const curve = edge.source <= edge.target ? edge.curve : -edge.curve;
  return Object.assign({ id: edge.id, from: edge.source, to: edge.target, arrows: edge.arrow ? { to: { enabled: true, scaleFactor: 0.38 } } : "",
    smooth: curve ? { enabled: true, type: curve > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(curve) } : false }, edgeStyle(edge, now, context));
}

function nodeOf(item) { return { id: item.id, label: " ", shape: "custom", x: item.x, y: item.y, ctxRenderer: renderer }; }

/** Brings vis-network's data to the scene: adds, removes and restyles what differs. */
export function refresh() {
  now = scene();
  fresh();
  if (!network) return;
  const gone = nodes.getIds().filter((id) => !now.nodes.has(id));
  const known = new Set(edges.getIds());
  const wanted = new Map(now.edges.map((edge) => [edge.id, edge]));
  edges.remove([...known].filter((id) => !wanted.has(id)));
  nodes.remove(gone);
  nodes.update([...now.nodes.values()].map(nodeOf));
  edges.update(now.edges.map(edgeOf));
  spotted = "";
  redraw();
}

function restyle() {
  fresh();
  if (network) { edges.update(now.edges.map((edge) => Object.assign({ id: edge.id }, edgeStyle(edge, now, context)))); redraw(); }
}

/** Draws again with the colours of the theme that stands now. */
export function recolour() {
  readColours();
  restyle();
}

function fontOf(item) {
  const main = context.centre && context.centre.id === item.id;
  if (main || context.parties.has(item.id)) return [`650 13px ${FAMILY}`, 17];
  if (doc.units.has(item.id)) return [`500 11.5px ${FAMILY}`, 15.5];
  return item.node.matter ? [`500 11.5px ${FAMILY}`, 15.5] : [`400 11px ${FAMILY}`, 15];
}

function linesOf(item) {
  const [font, height] = item.pill ? [`500 10.5px ${FAMILY}`, 14] : fontOf(item);
  const lines = [{ text: cut(captionOf(item)), font, height }];
  const unit = doc.units.get(item.id);
  if (unit && merger && unit.since >= merger && item.members.length === 0 && !now.span && sizeOf(item.id) <= 6) lines.push({ text: t("from.day", { date: day(unit.since) }), font: `400 10.5px ${FAMILY}`, height: 14, soft: true });
  return lines;
}

function importance(item) {
  const main = context.centre && context.centre.id === item.id;
  const group = groupOf(item.node);
  return (main ? 1e6 : 0) + (item.id === focused ? 5e5 : 0) + (context.parties.has(item.id) ? 1e5 : 0) + (context.selected && context.near.has(item.id) ? 5e4 : 0) + (doc.units.has(item.id) ? 1e4 : 0)
    + (item.node.matter ? 1e3 : 0) + (group.quiet ? 0 : 500) + Math.min(400, item.degree || 0);
}

/** The room that labels may take: the world, and the window where it is larger, but for the row of tools. */
function bounds(k) {
  const box = document.getElementById("kg-network");
  const x = Math.max(box.clientWidth, doc.network.world[0] * k) / 2 - 4;
  const y = Math.max(box.clientHeight - 52, (doc.network.world[1] + 20) * k) / 2;
  return [-x, -y, x, y];
}

function placeAll(ctx) {
  const k = zoom();
  const key = [k.toFixed(4), state.lang, focused, now.nodes.size].join(" ");
  if (spotted === key) return;
  spotted = key;
  const degree = new Map();
  for (const edge of now.edges) for (const id of [edge.source, edge.target]) degree.set(id, (degree.get(id) || 0) + 1);
  const at = network.getPositions();
  // vis-network may draw between two steps of an update, when a thing has no place yet.
  const items = [...now.nodes.values()].filter((item) => at[item.id]).map((item) => {
    const [rx, ry] = half(item);
    item.degree = degree.get(item.id) || 0;
    const spot = at[item.id];
    const place = places.get(item.id);
    const below = item.pill || doc.units.has(item.id) || (context.centre && context.centre.id === item.id);
    const small = k < 0.6 && !(doc.units.has(item.id) && (item.degree >= 10 || context.parties.has(item.id))) && !(context.centre && context.centre.id === item.id);
    return { id: item.id, x: spot.x * k, y: spot.y * k, rx, ry, side: below ? "b" : place && place.side ? place.side : "r", lines: small ? [] : linesOf(item), rank: importance(item) };
  });
  items.sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1));
  const measure = (text, font) => { ctx.font = font; return ctx.measureText(text).width; };
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  spots = placeLabels(items, measure, bounds(k)).map(({ item, x, y, w, h }) => ({ id: item.id, lines: item.lines, dx: x - item.x, dy: y - item.y, w, h }));
  ctx.restore();
}

function paintLabels(ctx) {
  placeAll(ctx);
  const k = zoom();
  const at = network.getPositions();
  for (const spot of spots) {
    const from = at[spot.id];
    const item = now.nodes.get(spot.id);
    if (!from || !item) continue;
    const faded = context.selected && !context.near.has(spot.id);
    const main = context.centre && context.centre.id === spot.id && item.node.matter;
    onScreen(ctx, from.x, from.y, k, () => {
      ctx.globalAlpha = faded ? 0.4 : 1;
      ctx.textBaseline = "alphabetic";
      ctx.lineJoin = "round";
      let y = spot.dy;
      for (const line of spot.lines) {
        ctx.font = line.font;
        ctx.textAlign = spot.lines.length > 1 ? "center" : "left";
        const x = spot.lines.length > 1 ? spot.dx + spot.w / 2 : spot.dx;
        ctx.strokeStyle = colour("bg");
        ctx.lineWidth = 3.5;
        ctx.strokeText(line.text, x, y + line.height * 0.76);
        ctx.fillStyle = main && ["agr", "proj", "dos"].includes(groupOf(item.node).colour) ? colour(groupOf(item.node).colour) : line.soft || groupOf(item.node).quiet ? colour("ink2") : colour("ink");
        ctx.fillText(line.text, x, y + line.height * 0.76);
        y += line.height;
      }
      ctx.globalAlpha = 1;
    });
  }
}

function paintHull(ctx) {
  const parties = context.centre ? partiesOf(now, context.centre) : [];
  if (parties.length < 2) return;
  const k = zoom();
  const at = network.getPositions();
  const points = [context.centre, ...parties].filter((item) => at[item.id]).map((item) => Object.assign({ r: (half(item)[0] + 8) / k }, at[item.id]));
  const outline = hull(points);
  ctx.save();
  ctx.globalAlpha = 0.1;
  ctx.fillStyle = colour(groupOf(context.centre.node).colour);
  ctx.beginPath();
  outline.forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.fill();
  ctx.restore();
}

const OPTIONS = {
  physics: { enabled: false }, layout: { improvedLayout: false }, autoResize: false,
  interaction: { hover: true, hoverConnectedEdges: false, selectConnectedEdges: false, multiselect: true, keyboard: false, navigationButtons: false, tooltipDelay: 1e6 },
  nodes: { shape: "custom", chosen: false, borderWidth: 0 },
  edges: { chosen: false, selectionWidth: 1, smooth: false, color: { inherit: false }, arrowStrikethrough: false },
};

/** Shows the whole world of the layout, the tools' row left free. */
export function fit(animated = false) {
  const box = document.getElementById("kg-network");
  const [w, h] = doc.network.world;
  const phone = box.clientWidth < 760;
  const scale = phone ? 1 : Math.min(box.clientWidth / w, (box.clientHeight - 52) / h);
  const at = phone && centre(now) ? { x: centre(now).x, y: centre(now).y } : { x: 0, y: 0 };
  const quick = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  network.moveTo({ position: at, scale: Math.max(0.05, scale), offset: { x: 0, y: -24 }, animation: animated && !quick ? { duration: 420, easingFunction: "easeInOutCubic" } : false });
}

/** Starts the view; false when the page carries no vis-network. */
export function startNetwork() {
  readColours();
  now = scene();
  fresh();
  if (typeof window.vis !== "object") return false;
  const place = document.getElementById("kg-network");
  nodes = new window.vis.DataSet([...now.nodes.values()].map(nodeOf));
  edges = new window.vis.DataSet(now.edges.map(edgeOf));
  const options = structuredClone(OPTIONS);
  options.interaction.hideEdgesOnDrag = options.interaction.hideEdgesOnZoom = now.nodes.size >= 1000;
  network = new window.vis.Network(place, { nodes, edges }, options);
  // vis-network makes its frame a second, nameless tab stop; ours around it has the name and the keys.
  const frame = place.querySelector(".vis-network");
  frame.removeAttribute("tabindex");
  frame.setAttribute("aria-hidden", "true");
  network.on("beforeDrawing", paintHull);
  network.on("afterDrawing", paintLabels);
  fit();
  network.on("dragEnd", (event) => {
    const at = network.getPositions(event.nodes);
    for (const id of event.nodes) {
      const item = now.nodes.get(id);
      Object.assign(item, at[id]);
      places.set(item.members.length ? "=" + id : id, Object.assign({}, places.get(id), at[id]));
    }
    spotted = "";
    redraw();
  });
  new ResizeObserver(() => { if (place.clientWidth) { network.setSize("100%", "100%"); fit(); redraw(); } }).observe(place);
  listen((changed) => {
    if (["hide", "off", "live", "from", "to", "lens", "depth"].some((name) => changed.has(name))) refresh();
    else if (changed.has("sel") || changed.has("lang")) refresh();
    if (changed.has("theme")) recolour();
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
  return true;
}
