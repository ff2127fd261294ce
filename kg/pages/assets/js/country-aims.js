// Where the Country view looks: as it opens, at the whole, at what is selected.

import { state } from "./state.js";
import { stage } from "./country-stage.js";
import { bundleOf, focusOf } from "./country-focus.js";
import { toolsIn } from "./country-geometry.js";
import { centred, clamped, fitted, onBox } from "./country-camera.js";

/** A window of this size shows the whole country when the page opens; a smaller one a part of it. */
const ROOMY = [766, 640];
/** What is this near to the edge of the window is brought in. */
const EDGE = 36;

/** True where the whole country is shown at a size that reads. */
export function isRoomy() {
  const { w, h } = stage();
  return (w >= ROOMY[0] && h >= ROOMY[1]) || whole().k >= 1;
}

export function whole() {
  const { scene, w, h } = stage();
  return fitted(scene.world, w, h);
}

/** Zoom 1, or nearer, with a place of the world in the middle. */
export function at(x, y, k = 1) {
  const { scene, w, h } = stage();
  return clamped(centred(x, y, k, w, h), scene.world, w, h);
}

/** As the page opens: the whole, or in a small window the largest pill. */
export function home() {
  const { pills, stands } = stage().scene;
  if (isRoomy()) return whole();
  const most = pills.reduce((best, pill) => (!best || pill.nodes.length > best.nodes.length ? pill : best), null) || [...stands.values()].sort((a, b) => b.matters - a.matters)[0];
  return most ? at(most.x, most.y) : whole();
}

function boxed(places) {
  const xs = places.map((place) => place.x), ys = places.map((place) => place.y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** True while a place of the world is well inside the window, as a camera shows it. */
export function inSight({ x, y }, camera = stage().camera) {
  const { w, h } = stage(), left = x * camera.k + camera.tx, top = y * camera.k + camera.ty;
  const tools = toolsIn(w, h), under = left > tools[0] - EDGE && top > tools[1] - EDGE;
  return left > EDGE && left < w - EDGE && top > EDGE && top < h - EDGE && !under;
}

/** Where a unit or a matter stands in the world; null where it is not drawn. */
export function placeIn(id) {
  const { scene } = stage(), bundle = bundleOf(scene, id);
  if (!bundle) return scene.stands.get(id) || null;
  return bundle.x === undefined ? scene.stands.get(bundle.ends[0]) : bundle;
}

/** The camera for one unit: as it is where that shows the unit and most of its partners, else as it was before it flew to what was chosen. */
function onUnit(units, partners, back) {
  const { camera } = stage(), shows = (one) => units.every((unit) => inSight(unit, one));
  const most = partners.filter((unit) => inSight(unit)).length * 2 >= partners.length;
  if (!units.length || (shows(camera) && (most || !back))) return camera;
  return back && shows(back) ? back : at(units[0].x, units[0].y, Math.max(1, camera.k));
}

/** The camera for what is selected: the parties and the mark of a matter, two units, one unit; `back`: the camera of before an earlier choice. */
export function chosen(back = null) {
  const { scene, camera, w, h } = stage(), focus = focusOf(scene, state.sel);
  const stands = (ids) => [...ids].map((id) => scene.stands.get(id)).filter(Boolean);
  if (!focus.mode) return null;
  if (focus.mode === "unit") return onUnit(stands(focus.units), stands(focus.parties), back);
  const places = [...stands(focus.parties), ...(focus.mode === "matter" ? [placeIn(focus.node.id)] : [])];
  return places.length ? onBox(boxed(places), scene.world, w, h) : camera;
}
