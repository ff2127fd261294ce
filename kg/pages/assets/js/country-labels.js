// Names and captions of the Country view: which are wanted, in which order, and where there is room for them.

import { doc } from "./doc.js";
import { country } from "./country-scene.js";
import { statedParties, yearsOf } from "./filters.js";
import { Taken } from "./labels.js";
import { FAMILY } from "./paint.js";
import { pointOf } from "./country-curves.js";
import { spotOf } from "./country-geometry.js";
import { cut, day, nameOf, said, shortOf, t } from "./words.js";

/** So many matters make a unit busy: its name is larger. */
const BUSY = 14;
/** From this zoom agreements bear their year, from the next all matters their short title; below the last few names. */
const DATED = 1.3, TITLED = 2, FAR = 0.6, FEW = 12, HUB = 6;
const FONTS = { strong: `650 13px ${FAMILY}`, fresh: `650 12.5px ${FAMILY}`, plain: `500 11.5px ${FAMILY}`, caption: `500 10.5px ${FAMILY}` };
const HEIGHTS = { strong: 16, fresh: 16, plain: 15, caption: 13 };

/** What a unit is called in the picture. */
export function captionOfUnit(id) {
  const name = nameOf(id);
  return country.captions[name] || name;
}

function fontOfUnit(stand, scene, focus) {
  if (focus.parties.has(stand.id) && focus.mode !== "region") return "strong";
  return scene.part === "today" ? "fresh" : stand.matters >= BUSY ? "strong" : "plain";
}

/**
 * First where the layout has the name, then below, right, left, above, below and above shifted to either side: the order of
 * kg/pages/labelled.py. `reach`: the disc with its ring.
 */
function roundUnit({ x }, [left, top, right, bottom], w, h, named) {
  const middle = (top + bottom - h) / 2, under = bottom + 2, over = top - 2 - h;
  const all = [[x - w / 2, under], [right + 4, middle], [left - 4 - w, middle], [x - w / 2, over],
    [x - 0.2 * w, under], [x - 0.8 * w, under], [x - 0.2 * w, over], [x - 0.8 * w, over]];
  return [all[named], ...all];
}

/** Right, left, below, above. */
function roundPill({ x, y, w: wide, h: tall }, w, h, room = 3) {
  return [[x + wide + room, y - h / 2], [x - wide - room - w, y - h / 2], [x - w / 2, y + tall + 1], [x - w / 2, y - tall - 1 - h]];
}

function reachOf(shape, ring) {
  return ring ? [Math.min(shape.box[0], ring.box[0]), shape.box[1], Math.max(shape.box[2], ring.box[2]), shape.box[3]] : shape.box;
}

function unitItems(scene, shapes, focus) {
  const rings = new Map([...shapes.stands.values()].filter((one) => one.kind === "ring").map((one) => [one.host, one]));
  const shared = (id) => focus.parties.has(id) || (rings.has(id) && focus.parties.has(rings.get(id).id));
  const units = [...scene.stands.values()].filter((stand) => !stand.host);
  units.sort((a, b) => shared(b.id) - shared(a.id) || b.matters - a.matters || (a.id < b.id ? -1 : 1));
  const few = shapes.k < FAR ? units.filter((stand, index) => index < FEW || shared(stand.id)) : units;
  return few.map((stand) => {
    const shape = shapes.stands.get(stand.id), ring = rings.get(stand.id), strong = shared(stand.id);
    return { id: stand.id, text: captionOfUnit(stand.id), font: strong && focus.mode !== "region" ? "strong" : fontOfUnit(stand, scene, focus), token: "ink",
      strong: strong || shapes.k < FAR, faded: focus.mode !== "" && !strong, spots: (w, h) => roundUnit(shape, reachOf(shape, ring), w, h, stand.named) };
  });
}

function yearsText(nodes) {
  const years = nodes.map(yearsOf).filter(Boolean), first = years.map(([a]) => a).sort()[0], last = years.map(([, b]) => b).sort().pop();
  return !first ? "" : first === last ? first : `${first}–${last}`;
}

/** Under a selected unit born by the merger, which has its disc's name: since when it is. */
function bornItems(scene, shapes, focus) {
  return focus.units.filter((id) => scene.stands.has(id) && scene.stands.get(id).host).map((id) => {
    const shape = shapes.stands.get(id), host = shapes.stands.get(shape.host);
    return { id: id + " since", text: t("from.day", { date: day(doc.units.get(id).since) }), font: "caption", token: "ink2", strong: true, faded: false,
      spots: (w, h) => [[host.x - w / 2, host.box[3] + 18], ...roundPill(shape, w, h)] };
  });
}

/** How many parties; nothing where the matters have the same named parties and a source states more. */
function partiesText({ nodes, ends }) {
  const stated = Math.max(...nodes.map(statedParties));
  return stated && nodes.length > 1 ? "" : t("sizes.n", { n: Math.max(ends.length, stated) });
}

/** What is said beside a pill at this zoom; "" for nothing. Beside what has stepped back only how many parties a large set has. */
function captionOf(pill, zoom, crowded, faded) {
  const parties = partiesText(pill), k = faded ? 1 : zoom;
  if (pill.kind === "internal") return k >= DATED ? t("internal") : "";
  if (k >= TITLED && pill.nodes.length === 1) return cut(shortOf(pill.nodes[0]), 28);
  const agreed = pill.nodes.filter((node) => node.group === "agr");
  if (k >= DATED && agreed.length) return [yearsText(agreed), parties].filter(Boolean).join(" · ");
  return pill.ends.length >= HUB && !crowded ? parties : "";
}

function pillItems(scene, shapes, focus) {
  const crowded = scene.drawn > 400;
  return shapes.pills.filter((pill) => !pill.off && !(focus.mode === "matter" && pill.key === focus.key)).map((pill) => {
    const faded = focus.full !== null && !pill.nodes.some((node) => focus.full.has(node.id));
    return { id: pill.key, text: captionOf(pill, shapes.k, crowded, faded), font: "caption", token: "ink2", faded, spots: (w, h) => roundPill(pill, w, h) };
  }).filter((item) => item.text);
}

/** "22/01/2022 · thoả thuận 3 bên"; what is of the class Document is called by its kind: dossier, resolution, plan. */
export function captionOfMatter(node, ends) {
  const n = Math.max(ends, statedParties(node));
  const kind = (["dos", "plan"].includes(node.group) && said(node.kind) || said(node.type)).toLowerCase();
  return [day(node.when), t(n > 1 ? "caption.parties" : "caption.kind", { kind, n })].filter(Boolean).join(" · ");
}

function crosses([left, top, right, bottom], line) {
  for (let step = 0; step <= 20; step++) {
    const { x, y } = pointOf(line, step / 20);
    if (x > left && x < right && y > top && y < bottom) return true;
  }
  return false;
}

/** The caption of the selected matter: where it covers fewest of its own parties and lines. */
function selectedItem(shapes, focus) {
  const found = shapes.pills.find((one) => one.key === focus.key);
  if (!found) return [];
  const pill = Object.assign({}, found, spotOf(found, focus.node.id));
  const ends = pill.ends.map((id) => shapes.stands.get(id)), own = pill.stripes.filter((stripe) => pill.bare && stripe.node === focus.node);
  const lines = pill.bare ? own : ends.map((end) => ({ x0: pill.x, y0: pill.y, cx: 0, cy: 0, x1: end.x, y1: end.y }));
  const covers = (box) => ends.filter((end) => end.box[0] - 6 < box[2] && end.box[2] + 6 > box[0] && end.box[1] - 6 < box[3] && end.box[3] + 22 > box[1]).length * 3
    + lines.filter((line) => crosses(box, line)).length;
  const spots = (w, h) => {
    const wide = Math.max(pill.w, 15), tall = Math.max(pill.h, 15), { x, y } = pill, over = y - tall - 3 - h, under = y + tall + 3;
    const all = [[x - w / 2, over], [x - 12, over], [x + 12 - w, over], [x - w / 2, under], [x - 12, under], [x + 12 - w, under], ...roundPill({ x, y, w: wide, h: tall }, w, h, 6)];
    const cost = (at) => covers([at[0], at[1], at[0] + w, at[1] + h]);
    return all.map((at) => [cost(at), at]).sort((a, b) => a[0] - b[0]).map(([, at]) => at);
  };
  return [{ id: focus.node.id, text: captionOfMatter(focus.node, pill.ends.length), font: "strong", token: "ink", strong: true, faded: false, spots }];
}

function boxOf({ x, y, w, h }, least = 0) {
  return [x - Math.max(w, least), y - Math.max(h, least), x + Math.max(w, least), y + Math.max(h, least)];
}

/** What names may not cover: of a selection only what stays full, else all; far off the last few names go over all else. */
function obstacles(shapes, focus, all) {
  const taken = new Taken(), kept = (id) => all || focus.parties.has(id);
  for (const [id, shape] of shapes.stands) if (kept(id)) taken.add(shape.box);
  for (const pill of shapes.pills) {
    const own = pill.key === focus.key || (focus.mode !== "matter" && focus.full && pill.nodes.some((node) => focus.full.has(node.id)));
    if (!pill.off && (all || own)) taken.add(pill.key === focus.key ? boxOf(spotOf(pill, focus.node && focus.node.id), 12) : boxOf(pill));
  }
  return taken;
}

/**
 * The names and captions that find room: [{id, text, font: CSS, x, y: its left top, w, h, token, faded}]. `measure(text, font)` gives
 * a width. Order: the selected matter, its parties, units by number of matters, captions; none covers another, a unit or a pill.
 */
export function countryLabels(scene, shapes, focus, measure) {
  const [left, top, right, bottom] = shapes.bounds, out = [], every = obstacles(shapes, focus, true);
  const full = focus.mode ? obstacles(shapes, focus, false) : shapes.k < FAR ? new Taken() : every;
  if (shapes.tools) for (const taken of new Set([every, full])) taken.add(shapes.tools);
  const first = focus.mode === "matter" ? selectedItem(shapes, focus) : [];
  for (const item of [...first, ...unitItems(scene, shapes, focus), ...bornItems(scene, shapes, focus), ...pillItems(scene, shapes, focus)]) {
    const w = measure(item.text, FONTS[item.font]), h = HEIGHTS[item.font];
    const within = ([x, y]) => x >= left && y >= top && x + w <= right && y + h <= bottom, box = ([x, y]) => [x - 1, y, x + w + 1, y + h];
    const spot = item.spots(w, h).find((at) => within(at) && !(item.strong ? full : every).hits(box(at), null));
    if (!spot) continue;
    every.add(box(spot));
    if (full !== every) full.add(box(spot));
    out.push({ id: item.id, text: item.text, font: FONTS[item.font], x: spot[0], y: spot[1], w, h, token: item.token, faded: item.faded });
  }
  return out;
}
