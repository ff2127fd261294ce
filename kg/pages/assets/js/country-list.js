// The matters of a full pill as a list beside it: each a button that selects.

import { stage } from "./country-stage.js";
import { listOf } from "./country-tip.js";
import { thingRow } from "./panel-rows.js";
import { t, day, number, nameOf } from "./words.js";
import { listen } from "./state.js";

function card() { return document.getElementById("kg-country-list"); }

export function closeList() {
  if (card().hidden) return;
  const held = card().contains(document.activeElement);
  card().hidden = true;
  if (held) stage().host.focus({ preventScroll: true });
}

/** Opens the list of what a target with a number stands for. */
export function openList(target) {
  const nodes = listOf(target, stage().scene), { w, h } = stage(), box = card();
  box.querySelector("h3").textContent = t("more.title", { n: number(nodes.length), units: unitsOf(target) });
  box.querySelector("ul").replaceChildren(...nodes.map((node) => thingRow(node.id, day(node.when))));
  box.querySelector(".close").setAttribute("aria-label", t("close"));
  box.hidden = false;
  box.scrollTop = 0;
  box.style.left = Math.max(8, Math.min(w - box.offsetWidth - 8, target.x + 18)) + "px";
  box.style.top = Math.max(8, Math.min(h - box.offsetHeight - 8, target.y - 20)) + "px";
  box.querySelector("ul button").focus({ preventScroll: true });
}

function unitsOf(target) {
  const { scene } = stage(), pill = [...scene.pills, ...scene.internal.values()].find((one) => one.key === target.key);
  return pill.ends.length > 4 ? t("sizes.n", { n: number(pill.ends.length) }) : pill.ends.map(nameOf).join(" – ");
}

export function startList() {
  card().querySelector(".close").addEventListener("click", closeList);
  card().addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    closeList();
  });
  listen(closeList);
}
