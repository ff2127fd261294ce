// The Country view by keyboard: arrows go to the nearest mark in their direction, Enter selects, Esc leaves.

import { stage, shapesNow, point, pointedAt } from "./country-stage.js";
import { targets, nextIn } from "./country-pick.js";
import { hideTip, showTip, spoken } from "./country-tip.js";
import { announce } from "./announce.js";
import { state } from "./state.js";

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
let acts = null;

function stops() {
  return targets(shapesNow(), state.sel).filter((target) => target.kind !== "dot");
}

/** What the keyboard is on; null for nothing. */
export function focusedTarget() {
  const { focused } = pointedAt();
  return focused ? stops().find((target) => target.id === focused) || null : null;
}

/** Where the keyboard enters: what is selected, else what is nearest to the middle. */
function entry(list) {
  const { w, h } = stage(), far = (target) => Math.hypot(target.x - w / 2, target.y - h / 2);
  return list.find((target) => state.sel.includes(target.id)) || list.reduce((best, target) => (!best || far(target) < far(best) ? target : best), null);
}

/** Puts the card where the keyboard is now; what is selected stands in the panel. */
export function drawFocus() {
  if (!pointedAt().focused) return;
  const target = focusedTarget();
  if (!target) point({ focused: "" });
  else if (state.sel.includes(target.id)) hideTip();
  else showTip(target, stage().scene);
}

function walk(event) {
  const list = stops(), here = focusedTarget(), to = here ? nextIn(list, here, WAYS[event.key]) : entry(list);
  if (!to) return;
  point({ focused: to.id });
  acts.reveal(to);
  drawFocus();
  announce(spoken(to, stage().scene));
}

function enter(event) {
  const target = focusedTarget();
  if (target) acts.choose(target, event.shiftKey);
}

function leave(event) {
  const target = focusedTarget();
  leaveFocus();
  if (target && !state.sel.includes(target.id)) return;
  if (state.sel.length) acts.choose(null, false);
  else event.currentTarget.blur();
}

/** Takes the ring and the card away. */
export function leaveFocus() {
  point({ focused: "" });
  hideTip();
}

function keys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = WAYS[event.key] ? walk : { Enter: enter, " ": enter, Escape: leave }[event.key];
  if (!act) return;
  act(event);
  event.preventDefault();
  event.stopPropagation();
}

/** Listens on `host`. `given`: choose(target or null, second), reveal(target). */
export function listenToKeys(host, given) {
  acts = given;
  host.addEventListener("keydown", keys);
  host.addEventListener("blur", leaveFocus);
}
