// Where the reader looks in the network: kept in the address once the hand has rested, found again by a link.

import { keepPlace, listen, placeKept, state } from "./state.js";
import { fit, lookWhereKept, theNetwork, whenBuilt } from "./network.js";

const REST = 400;
let resting = 0, led = false;

function keep() {
  led = true;
  const network = theNetwork(), { x, y } = network.getViewPosition();
  if (state.view === "network") keepPlace([x, y, network.getScale()]);
}

/** A hand has moved or zoomed the picture. */
export function moved() {
  window.clearTimeout(resting);
  resting = window.setTimeout(keep, REST);
}

/** Fits, or flies back to the whole picture. */
export function fitWhole() {
  window.clearTimeout(resting);
  led = false;
  keepPlace(null);
  fit(true);
}

/** Looks where the address says; the frame fits the picture first, when its view opens. */
function look() {
  requestAnimationFrame(() => { if (theNetwork() && state.view === "network") lookWhereKept(); });
}

export function startPlace() {
  whenBuilt((network) => {
    network.on("dragEnd", (event) => { if (!event.nodes.length) moved(); });
    network.on("zoom", moved);
    led = Boolean(placeKept());
    look();
  });
  listen((changed) => {
    if (changed.has("view")) led = false;
    if (state.view !== "network") return;
    if (changed.has("at") || changed.has("view")) { led = Boolean(placeKept()); if (led) look(); else if (!changed.has("view")) fit(); }
    // Nothing moves when something is chosen here.
    else if (changed.has("sel") && led) keep();
  });
}
