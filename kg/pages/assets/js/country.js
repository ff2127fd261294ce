// The Country view in a reader's hands: wires pointer, keyboard and state to the picture.

import { state, change, listen } from "./state.js";
import { countryScene } from "./country-scene.js";
import { registerPicture } from "./pictures.js";
import { readColours } from "./paint.js";
import { dress, measure, openStage, point, redraw, show, stage } from "./country-stage.js";
import { at, inSight, placeIn } from "./country-aims.js";
import { afterChoice, aimed, fly, jump, kept, open, pan, resize, view, whenSettled, zoom, zoomTo } from "./country-look.js";
import { land, wantsNoMotion } from "./country-flight.js";
import { asItWas, travel } from "./country-motion.js";
import { canUndo, chosenBefore, movedFrom, takeStep } from "./country-steps.js";
import { closeList, openList, startList } from "./country-list.js";
import { listenToHand } from "./country-hand.js";
import { drawFocus, leaveFocus, listenToKeys } from "./country-keys.js";
import { hover, quiet, targetAt } from "./country-hover.js";
import { drawNote, startNote } from "./country-note.js";
import { drawUndo } from "./history.js";
import { onHits } from "./search.js";
import { onRegionMark } from "./legend-regions.js";
import { announce } from "./announce.js";
import { number, t } from "./words.js";

const TWICE = 1.6;
/** Where a step that is taken back leads; true while ✕ of the panel is pressed. */
let heading = null, leaving = false;

export function theCamera() { return stage().camera; }

/** Remembers where the reader looks before they move on. */
function moves() {
  movedFrom(view());
  drawUndo();
}

/** Selects what was pointed at; as the second of two with shift; nothing where nothing was. */
function choose(target, second) {
  if (target && target.kind === "more") { openList(target); return; }
  if (target && target.a) { change({ sel: [target.a, target.b] }); return; }
  const id = target ? target.unit || target.id : "", first = state.sel[0];
  if (!id && !state.sel.length) return;
  change({ sel: !id ? [] : second && first && first !== id ? [first, id] : [id] });
}

const HAND = {
  grab() { land(); quiet(); leaveFocus(); },
  pan(dx, dy) { moves(); pan(dx, dy); },
  zoom(x, y, factor) { moves(); quiet(); zoom(x, y, factor); },
  over: hover,
  left: quiet,
  tap(x, y, event) {
    const target = targetAt(x, y), listed = !document.getElementById("kg-country-list").hidden;
    closeList();
    if (target || !listed) choose(target, event.shiftKey);
  },
  twice(x, y, event) {
    if (event.pointerType === "mouse" && targetAt(x, y)) { HAND.tap(x, y, event); return; }
    moves();
    zoomTo(x, y, TWICE);
  },
};

const KEYS = {
  choose,
  /** Brings a target into the window. */
  reveal(target) {
    const { k, tx, ty } = theCamera(), place = { x: (target.x - tx) / k, y: (target.y - ty) / k };
    if (inSight(place)) return;
    moves();
    jump({ camera: at(place.x, place.y, k), mode: "hand", back: null });
  },
};

function fit() {
  moves();
  fly(aimed("whole"));
  announce(t("said.whole"));
}

function zoomBy(factor) {
  const { w, h } = stage();
  moves();
  zoomTo(w / 2, h / 2, factor);
  announce(t("said.zoom", { n: number(Math.round(theCamera().k * factor * 100)) }));
}

function undo() {
  const done = takeStep((to, patch) => {
    heading = to;
    if (patch) change(Object.assign({}, patch));
    if (heading) fly(heading);
    heading = null;
  });
  drawUndo();
  if (done) announce(t("said.undone"));
}

/** Where a change leads: `had`: something was selected before, `lost`: the reader went back to before their hand moved. */
function aimAfter(had, lost = false) {
  const to = heading || kept() || ((leaving || lost) && !state.sel.length ? aimed("home") : afterChoice(had));
  heading = null;
  return to;
}

/** After a change of the state: the new picture, by way of the motion that belongs to what changed; none while another view is shown. */
function refresh(changed, was) {
  const from = view(), chose = changed.has("sel");
  chosenBefore(changed, was, from);
  drawUndo();
  quiet();
  land();
  if (state.view !== "country") return;
  const next = countryScene(), shown = !changed.has("view") && stage().w > 0;
  const other = shown && next.part !== stage().scene.part && !wantsNoMotion();
  const old = other ? asItWas() : null;
  show(next);
  drawNote();
  if (!shown) { if (from.mode) jump(aimAfter(was.sel.length > 0)); return; }
  const to = chose || heading || state.at !== was.at ? aimAfter(was.sel.length > 0, was.at && !state.at) : from.mode === "chosen" ? aimed("chosen", from.back) : from;
  if (other) { jump(to); travel(old, drawFocus); }
  else fly(to, !chose ? "" : !was.sel.length ? "in" : state.sel.length ? "" : "out");
}

/** Rings what the search finds, and flies to the first that is drawn and out of sight. */
function found(ids) {
  dress({ hits: new Set(ids) });
  if (state.view !== "country") return;
  const place = ids.map(placeIn).find(Boolean), { mode, back } = view();
  if (place && !inSight(place)) fly({ camera: at(place.x, place.y, Math.max(1, theCamera().k)), mode: mode === "chosen" ? mode : "hand", back });
}

function startColours() {
  readColours();
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); redraw(); });
}

/** ✕ of the panel leads back to the whole country, however the reader came to where they are. */
function startLeaving() {
  const panel = document.getElementById("kg-panel");
  panel.addEventListener("click", (event) => { leaving = event.target.closest("[data-close]") !== null; }, true);
  panel.addEventListener("click", () => { leaving = false; });
}

export function startCountry() {
  const place = document.getElementById("kg-country");
  startColours();
  openStage(place);
  if (state.view === "country") { show(countryScene()); measure(); }
  if (stage().w) open();
  registerPicture("country", { zoomBy, fit, undo, undoable: canUndo, units: () => stage().scene.stands.size, canvas: () => stage().canvas,
    counted: () => ({ things: stage().scene.stands.size, links: stage().scene.pills.reduce((sum, pill) => sum + pill.nodes.length, 0) }) });
  new ResizeObserver(() => { if (resize()) drawNote(); }).observe(place);
  whenSettled(drawFocus);
  listenToHand(place, HAND);
  listenToKeys(place, KEYS);
  startList();
  startNote();
  startLeaving();
  onHits(found);
  onRegionMark((id) => point({ hovered: id }));
  listen((changed, was) => { if (changed.has("theme")) readColours(); refresh(changed, was); });
}
