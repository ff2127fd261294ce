// Room in the network picture: what lies on another thing moves to the nearest free place, and units keep their names.

import { doc } from "./doc.js";
import { Taken } from "./labels.js";
import { capsuleSize, pillSize } from "./paint.js";
import { places, placeName, pins } from "./stock.js";
import { BADGE, dotsOf, mergedFrom } from "./merged.js";
import { nameOf, said } from "./words.js";

/** Pixels that a letter takes, more or less, with some air for a smaller zoom; a line; steps and reach of the search; above the last number things stay where they are. */
const LETTER = 7, LINE = 17, STEP = 6, REACH = 480, NEAR = 60, MOST = 650;

function isUnit(item) { return doc.units.has(item.id); }

/** Large marks want more room between them, for that shrinks with the zoom and they do not; as in kg/pages/boxes.py. */
function gap(half) { return Math.max(2.5, 0.17 * half); }

/** What a thing covers round 0, 0 at zoom 1: its mark, the badge above it, and `lines` of its name below. */
function boxes(item, lines) {
  const { w, h } = item.pill ? pillSize(item.pill.length, item.dotted) : item.members.length ? capsuleSize(dotsOf(item)) : { w: item.size, h: item.size };
  const ring = item.members.length ? (doc.meta.focus ? 6 : 2) : 0, wide = w + ring + gap(w), low = h + ring + gap(h);
  const found = [[-wide, -low, wide, low]];
  if (item.inside.length) found.push([-BADGE.w - 6, -low - 2 * BADGE.h - 2, BADGE.w + 6, -low]);
  const name = !lines ? "" : isUnit(item) ? nameOf(item.id) : item.id === doc.meta.focus ? said(item.node.short) : "";
  if (name) {
    const made = lines > 1 ? mergedFrom(item.id).map(nameOf).join(" + ").length * 0.85 + 4 : 0;
    const half = (LETTER * Math.max(made, name.length)) / 2 + 3;
    found.push([-half, h, half, low + LINE * (made ? lines : 1)]);
  }
  return found;
}

function at(box, { x, y }) { return [box[0] + x, box[1] + y, box[2] + x, box[3] + y]; }

/** The nearest place to where the thing stands, no farther than `reach`, that is in the world and free; else null. */
function nearest(item, own, taken, reach) {
  const [wide, tall] = doc.network.world.map((side) => side / 2);
  const free = (spot) => own.every((box) => {
    const [left, top, right, bottom] = at(box, spot);
    return left >= -wide && right <= wide && top >= -tall && bottom <= tall && !taken.hits([left, top, right, bottom], null);
  });
  for (let ring = 0; STEP * ring <= reach; ring++) {
    const count = Math.max(1, 6 * ring);
    for (let i = 0; i < count; i++) {
      const turn = (2 * Math.PI * i) / count;
      const spot = { x: item.x + STEP * ring * Math.cos(turn), y: item.y + STEP * ring * Math.sin(turn) };
      if (free(spot)) return spot;
    }
  }
  return null;
}

/** How a thing looks for its place: lines of its name and reach, in this order. */
function tries(item) {
  if (!isUnit(item)) return [[0, REACH]];
  return item.members.length ? [[2, NEAR], [1, REACH], [0, REACH]] : [[1, REACH], [0, REACH]];
}

/** Those that stand free stay; then each of the others takes the nearest free place. */
function settle(items, taken) {
  const add = (item, own) => { for (const box of own) taken.add(at(box, item)); };
  const left = items.filter((item) => {
    const own = boxes(item, tries(item)[0][0]);
    if (!nearest(item, own, taken, 0)) return true;
    add(item, own);
    return false;
  });
  for (const item of left) {
    let own = null, spot = null;
    for (const [lines, reach] of tries(item)) {
      own = boxes(item, lines);
      spot = nearest(item, own, taken, reach);
      if (spot) break;
    }
    Object.assign(item, spot);
    add(item, own);
  }
}

/** True for what the reader put where it is. */
export function byHand(item) { return Boolean((places.get(placeName(item)) || {}).hand); }

/** Takes things of the scene off each other. What is pinned or `held` stays, and what the page is about; `loose` things look last, for the others were there before. */
export function makeRoom(nodes, loose, held) {
  const items = [...nodes.values()], taken = new Taken();
  const tier = (item) => {
    if (pins.has(item.id) || item.id === doc.meta.focus || held(item)) return 0;
    if (isUnit(item)) return item.members.length || item.inside.length ? 2 : 1;
    return loose.has(item.id) ? 5 : item.pill ? 3 : 4;
  };
  const tiers = [[], [], [], [], [], []];
  for (const item of items) tiers[tier(item)].push(item);
  for (const item of tiers[0]) for (const box of boxes(item, 1)) taken.add(at(box, item));
  for (const some of tiers.slice(1)) if (some.length <= MOST) settle(some, taken);
}
