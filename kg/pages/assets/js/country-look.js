// Where the reader of the Country view looks, how it came to that, and the flights from there to elsewhere.

import { keepPlace, placeKept, state } from "./state.js";
import { aim, dress, measure, stage } from "./country-stage.js";
import { between, centred, clamped, middleOf, panned, sameCamera, zoomed, zoomRange } from "./country-camera.js";
import { chosen, home, whole } from "./country-aims.js";
import { eased, land, move, moving } from "./country-flight.js";

const FLY = 420, FADE = 160;
/** So long after the last movement of a hand, in ms, it has rested. */
const REST = 400;
/** How the camera came to where it is: home, whole, chosen (what is selected) or hand; `back`: where it was before it flew to that. */
const look = { mode: "", back: null };
const AIMS = { home, whole, chosen: () => chosen() || stage().camera, hand: () => stage().camera };
let settled = () => {}, resting = 0;

/** `callback` runs when the camera has come to rest. */
export function whenSettled(callback) { settled = callback; }

/** Writes into the address where a hand has led; what the view finds by itself needs no word. */
function keep() {
  const { camera, w, h } = stage();
  window.clearTimeout(resting);
  if (state.view === "country" && w) keepPlace(look.mode === "hand" ? [...middleOf(camera, w, h), camera.k] : null);
}

/** Where the address says that the reader looked; null where it says nothing. */
export function kept() {
  const { scene, w, h } = stage(), place = placeKept(), range = zoomRange(scene.world, w, h);
  if (!place) return null;
  return { camera: clamped(centred(place[0], place[1], Math.min(range[1], Math.max(range[0], place[2])), w, h), scene.world, w, h), mode: "hand", back: null };
}

/** {camera, mode, back}: where the reader looks now. */
export function view() { return { camera: stage().camera, mode: look.mode, back: look.back }; }

/** A mode with the camera that it means now. */
export function aimed(mode, back = null) { return { camera: AIMS[mode](), mode, back }; }

/** Goes there; meanwhile the rest of the picture steps back (`fade` "in") or returns ("out"). */
export function fly({ camera: to, mode, back }, fade = "") {
  land();
  const from = stage().camera, far = !sameCamera(from, to);
  Object.assign(look, { mode, back });
  if (fade !== "out") dress({ selected: state.sel, fade: fade ? 0 : 1 });
  const step = (ms) => {
    if (far) aim(between(from, to, eased(ms / FLY)), true);
    if (fade) dress({ fade: Math.min(1, fade === "in" ? ms / FADE : Math.max(0, 1 - ms / FADE)) });
  };
  const end = () => { aim(to); dress({ selected: state.sel, fade: 1 }); keep(); settled(); };
  if (far || fade) move(far ? FLY : FADE, step, end); else end();
}

/** Is there at once. */
export function jump({ camera, mode, back }) {
  land();
  Object.assign(look, { mode, back });
  aim(camera);
  dress({ selected: state.sel, fade: 1 });
  keep();
  settled();
}

/** Where the reader looked before the picture flew to what was chosen. */
function before() {
  const { back } = look;
  return back && back.mode === "hand" ? back : aimed(back ? back.mode : "home");
}

/** Where to look after the selection changed; `had`: something was selected before. */
export function afterChoice(had) {
  const back = look.mode === "chosen" ? before() : null;
  if (!state.sel.length) return had && back ? back : view();
  const to = chosen(back && back.camera);
  if (!to || sameCamera(to, stage().camera)) return view();
  return back && sameCamera(to, back.camera) ? back : { camera: to, mode: "chosen", back: back ? look.back : view() };
}

function byHand(camera, moves) {
  const { scene, w, h } = stage();
  land();
  Object.assign(look, { mode: "hand", back: null });
  aim(clamped(camera, scene.world, w, h), moves);
  window.clearTimeout(resting);
  resting = window.setTimeout(keep, REST);
}

export function pan(dx, dy) {
  byHand(panned(stage().camera, dx, dy), true);
}

export function zoom(x, y, factor) {
  const { scene, camera, w, h } = stage();
  byHand(zoomed(camera, x, y, factor, zoomRange(scene.world, w, h)), true);
}

/** The same, flown to. */
export function zoomTo(x, y, factor) {
  const { scene, camera, w, h } = stage(), to = zoomed(camera, x, y, factor, zoomRange(scene.world, w, h));
  fly({ camera: clamped(to, scene.world, w, h), mode: "hand", back: null });
}

/** Opens the view where the state says: flown to what is selected, else at home; nothing moves. */
export function open() {
  look.mode = "home";
  aim(home());
  const to = state.sel.length ? chosen() : null;
  if (placeKept()) jump(kept());
  else if (to && !sameCamera(to, stage().camera)) jump({ camera: to, mode: "chosen", back: aimed("home") });
  else jump(aimed("home"));
}

/** Keeps what the reader looked at when the window changes its size. */
export function resize() {
  const { camera, w, h } = stage(), middle = w ? middleOf(camera, w, h) : null;
  if (!measure()) return false;
  if (!middle || !look.mode) { open(); return true; }
  const flying = moving(), { scene } = stage(), { back } = look;
  if (look.mode === "hand") aim(clamped(centred(...middle, camera.k, stage().w, stage().h), scene.world, stage().w, stage().h));
  else if (flying) fly(aimed(look.mode, look.back));
  else if (look.mode === "whole") jump(aimed("whole"));
  else {
    // As a link would open it in this window: what the camera was before tells nothing of what is in sight now.
    open();
    if (look.mode === "chosen" && back) look.back = back;
  }
  return true;
}
