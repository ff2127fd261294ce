// The network picture by keyboard: arrows walk, Enter selects and opens, P pins, Delete puts away, Esc leaves.

import { doc } from "./doc.js";
import { state } from "./state.js";
import { theNetwork, theScene, view, keyboardFocus } from "./network.js";
import { select, selectSecond, openPill, openOrFold, putAway, togglePin, listInside } from "./acts.js";
import { badgeBox, badgeId, badgeOf } from "./network-badges.js";
import { showTip, hideTip, spoken } from "./network-tip.js";
import { announce } from "./announce.js";

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Marks and badges with their places. */
function stops() {
  const { network, now, context } = view();
  const at = network.getPositions(), k = network.getScale();
  const found = [];
  for (const item of now.nodes.values()) {
    found.push({ id: item.id, at: at[item.id] });
    const box = badgeBox(item, context);
    if (box) found.push({ id: badgeId(item.id), at: { x: at[item.id].x, y: at[item.id].y + box.y / k } });
  }
  return found;
}

/** The nearest stop in the direction of an arrow key; the first time, where the reader is. */
function nextStop(key) {
  const found = stops();
  const focused = keyboardFocus();
  const here = found.find((stop) => stop.id === (focused || state.sel[0] || doc.meta.focus)) || found[0];
  if (!here || !focused) return here;
  const [dx, dy] = WAYS[key];
  let best = here, least = Infinity;
  for (const stop of found) {
    const x = stop.at.x - here.at.x, y = stop.at.y - here.at.y;
    const along = x * dx + y * dy, across = Math.abs(x * dy) + Math.abs(y * dx);
    const cost = along + 2.2 * across;
    if (along > 1 && cost < least) { least = cost; best = stop; }
  }
  return best;
}

function walk(event) {
  const stop = nextStop(event.key);
  if (!stop) return;
  keyboardFocus(stop.id);
  showTip(stop.id, theNetwork().canvasToDOM(stop.at));
  announce(spoken(stop.id));
}

function enter(event) {
  const id = keyboardFocus();
  if (!id) return;
  const item = theScene().nodes.get(id);
  const badge = badgeOf(id, theScene());
  hideTip();
  if (badge) listInside(badge.id);
  else if (!item) return;
  else if (item.pill) { keyboardFocus(item.pill[0].id); openPill(id); }
  else if (event.shiftKey) selectSecond(id);
  else if (state.sel[0] === id) openOrFold(id);
  else select(id);
}

function leave() {
  hideTip();
  keyboardFocus("");
  if (state.sel.length) select("");
  else document.getElementById("kg-network").blur();
}

/** Acts on the thing under the keyboard, else on what is selected. */
function onThing(act) {
  const id = keyboardFocus() || state.sel[0] || "";
  const item = badgeOf(id, theScene()) || theScene().nodes.get(id);
  if (item) act(item.id);
}

const KEYS = { Enter: enter, " ": enter, Escape: leave, p: () => onThing(togglePin), Delete: () => onThing(putAway) };

/** Listens on the picture's own element. */
export function keys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !theNetwork()) return;
  const act = WAYS[event.key] ? walk : KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return;
  act(event);
  event.preventDefault();
  event.stopPropagation();
}
