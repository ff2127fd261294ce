// Arranges the visible things anew by vis-network's physics: on demand, it stops by itself, and can be taken back.

import { doc } from "./doc.js";
import { theNetwork, theScene, holdPinned, refresh, fit, still } from "./network.js";
import { makeRoom } from "./network-apart.js";
import { pins, placesBefore, putAt } from "./stock.js";
import { done } from "./history.js";
import { announce } from "./announce.js";
import { t } from "./words.js";

const LONGEST = 3000, ROUNDS = 300;
const FORCES = { solver: "barnesHut", minVelocity: 1.5, timestep: 0.4, adaptiveTimestep: true,
  barnesHut: { gravitationalConstant: -1500, centralGravity: 0.5, springLength: 60, springConstant: 0.05, damping: 0.35, avoidOverlap: 0.6 } };
let stop = null;

/** Fills the world with what the forces made of the scene, and takes apart what lies on each other. */
function spread(network) {
  const now = theScene(), at = network.getPositions(), free = [...now.nodes.values()].filter(({ id }) => at[id] && !pins.has(id));
  for (const [axis, side] of ["x", "y"].map((name, i) => [name, doc.network.world[i] - 60])) {
    const all = free.map(({ id }) => at[id][axis]), least = Math.min(...all), most = Math.max(...all);
    for (const item of free) item[axis] = (at[item.id][axis] - (least + most) / 2) * side / Math.max(side / 2, most - least);
  }
  makeRoom(now.nodes, new Set(), () => false);
  for (const item of free) putAt(item, item);
}

function settle(network) {
  window.clearTimeout(stop);
  stop = null;
  network.setOptions({ physics: { enabled: false } });
  holdPinned(false);
  spread(network);
  refresh();
  fit(true);
  announce(t("said.shaken"));
}

/** Shakes the picture; a second call while it moves stops it. */
export function shake() {
  const network = theNetwork();
  if (!network) return;
  if (stop !== null) { settle(network); return; }
  const items = [...theScene().nodes.values()];
  const back = placesBefore(items);
  done(back);
  holdPinned(true);
  stop = window.setTimeout(() => settle(network), LONGEST);
  const calm = still();
  network.once("stabilized", () => { if (stop !== null) settle(network); });
  network.setOptions({ physics: Object.assign({ enabled: true, stabilization: { enabled: calm, iterations: ROUNDS, fit: false } }, FORCES) });
  if (calm) network.stabilize(ROUNDS);
}
