// What the pointer is on in the Country view, after it has stayed a moment.

import { state } from "./state.js";
import { point, shapesNow, stage } from "./country-stage.js";
import { Grid, bandAt, lineAt, targets } from "./country-pick.js";
import { hideTip, showTip } from "./country-tip.js";

const INTENT = 150;
let grid = null, known = null, selected = "", on = "", waiting = 0;

/** The target at a point of the window, dots of capsules too; null for none. */
export function targetAt(x, y) {
  const shapes = shapesNow();
  if (shapes !== known || selected !== String(state.sel)) {
    grid = new Grid(targets(shapes, state.sel).filter((one) => !one.bare));
    known = shapes;
    selected = String(state.sel);
  }
  return grid.at(x, y, true) || lineAt(shapes, x, y) || bandAt(shapes.bands, x, y);
}

/** Forgets what the pointer was on. */
export function quiet() {
  window.clearTimeout(waiting);
  if (on) { hideTip(); point({ hovered: "" }); }
  on = "";
  delete stage().host.dataset.over;
}

/** The pointer came to a point of the window. */
export function hover({ x, y }) {
  const target = targetAt(x, y), id = target ? target.id : "";
  if (id === on) return;
  quiet();
  on = id;
  if (!target) return;
  stage().host.dataset.over = target.kind;
  waiting = window.setTimeout(() => {
    point({ hovered: target.kind === "more" || target.a ? "" : target.unit || target.id });
    showTip(target, stage().scene);
  }, INTENT);
}
