// What a reader can do to a thing of the network picture: select, expand and fold, pin, put away, list what lies inside.

import { state, change } from "./state.js";
import { captionOf, closedNeighbours } from "./scene.js";
import { opened, away, openPills, pins, pills } from "./stock.js";
import { theNetwork, theScene, refresh } from "./network.js";
import { done, notice } from "./history.js";
import { addActions, drawPanel } from "./panel.js";
import { thingRow } from "./panel-rows.js";
import { badgeText } from "./network-badges.js";
import { el, section } from "./pieces.js";
import { announce } from "./announce.js";
import { said, t, day, nameOf } from "./words.js";

let after = () => {}, listed = "";

/** `callback` runs after the picture showed more or fewer things. */
export function whenChanged(callback) { after = callback; }

export function redone() { refresh(); drawPanel(); after(); }

export function select(id) {
  change({ sel: id ? [id] : [] });
  announce(id ? t("said.selected", { what: nameOf(id) }) : t("said.cleared"));
}

/** Selects a second thing: the picture and the panel then show the way between the two. */
export function selectSecond(id) {
  const first = state.sel[0];
  if (!first || first === id) { select(id); return; }
  change({ sel: [first, id] });
  const steps = theScene().path.length;
  announce(t(steps ? "said.path" : "said.path.none", { n: steps, a: nameOf(first), b: nameOf(id) }));
}

/** Opens a pill to its members. */
export function openPill(id) {
  openPills.add(id);
  done(() => openPills.delete(id));
  announce(t("said.unfolded", { what: captionOf(theScene().nodes.get(id)) }));
  redone();
}

function pillOf(id) { return pills.find((pill) => openPills.has(pill.id) && pill.members.includes(id)); }

function foldPill(pill) {
  openPills.delete(pill.id);
  done(() => openPills.add(pill.id));
  announce(t("said.folded"));
  if (state.sel.some((id) => pill.members.includes(id))) change({ sel: [] });
  redone();
}

/** Opens the neighbours that the data holds, or folds them again; twins that stand apart go back into their pill. */
export function openOrFold(id) {
  const list = opened.has(id) ? opened.get(id) : closedNeighbours(id, theScene());
  if (opened.has(id)) {
    opened.delete(id);
    done(() => opened.set(id, list));
    announce(t("said.folded"));
  } else if (list.length) {
    opened.set(id, list);
    done(() => opened.delete(id));
    announce(t("said.expanded", { n: list.length }));
  } else {
    if (pillOf(id)) foldPill(pillOf(id));
    return;
  }
  redone();
}

/** Puts a thing away until it is undone. */
export function putAway(id) {
  const item = theScene().nodes.get(id);
  const ids = item && item.from ? item.from : [id];
  away.push(...ids);
  done(() => { for (const one of ids) away.splice(away.indexOf(one), 1); });
  change({ sel: [] });
  redone();
  notice(t("hidden.undo", { n: away.length }));
}

/** A pinned thing stays where it is when the rest is arranged anew. */
export function togglePin(id) {
  const pinned = pins.has(id);
  const set = (on) => (on ? pins.add(id) : pins.delete(id));
  set(!pinned);
  done(() => set(pinned));
  announce(t(pinned ? "said.unpinned" : "said.pinned", { what: nameOf(id) }));
  redone();
}

/** Lists in the panel the matters that lie inside a merged unit. */
export function listInside(id) {
  const item = theScene().nodes.get(id);
  listed = id;
  if (state.sel.length === 1 && state.sel[0] === id) drawPanel();
  else change({ sel: [id] });
  announce([badgeText(item), nameOf(id), ...item.inside.map((node) => said(node.label))].join("; "));
}

function button(text, act) {
  const made = el("button", "box", text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

function actions(id) {
  if (!theNetwork() || state.view !== "network" || !theScene().nodes.has(id)) return [];
  if (listed !== id) listed = "";
  const item = theScene().nodes.get(id);
  const closed = closedNeighbours(id, theScene()).length;
  const out = [];
  if (opened.has(id)) out.push(button(t("fold"), () => openOrFold(id)));
  else if (closed) out.push(button(t("expand", { n: closed }), () => openOrFold(id)));
  else if (pillOf(id)) out.push(button(t("fold.twins"), () => foldPill(pillOf(id))));
  out.push(button(t(pins.has(id) ? "unpin" : "pin"), () => togglePin(id)), button(t("hide"), () => putAway(id)));
  if (item.inside.length && listed !== id) out.push(button(badgeText(item), () => listInside(id)));
  if (item.inside.length && listed === id) out.push(section(t("internal.list", { n: item.inside.length }), el("ul", "rows", ...item.inside.map((node) => thingRow(node.id, day(node.when))))));
  return out;
}

export function startActs() { addActions(actions); }
