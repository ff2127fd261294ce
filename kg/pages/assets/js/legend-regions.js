// Under the legend: what covers whole regions and has no party, a mark each under the name of its region.

import { state, change } from "./state.js";
import { piece } from "./pieces.js";
import { doc } from "./doc.js";
import { drawGlyph } from "./marks.js";
import { markOf } from "./country-scene.js";
import { day, said, t } from "./words.js";

const watchers = [];

/** Calls `watcher(id or "")` when the pointer or the keyboard comes to a mark of the column, and when it leaves. */
export function onRegionMark(watcher) {
  watchers.push(watcher);
}

function tell(id) {
  for (const watcher of watchers) watcher(id);
}

function button(node) {
  const made = piece("region-mark"), { shape, token, look, conflict, ghost } = markOf(node), chosen = state.sel.includes(node.id);
  drawGlyph(made.querySelector("svg"), shape, token, look);
  made.dataset.matter = node.id;
  made.classList.toggle("rival", conflict);
  made.classList.toggle("ghost", ghost);
  made.setAttribute("aria-pressed", String(chosen));
  made.setAttribute("aria-label", [said(doc.groups.get(node.group).label), said(node.label), day(node.when), conflict ? t("conflict") : ""].filter(Boolean).join(" · "));
  made.title = said(node.label);
  made.addEventListener("click", () => change({ sel: chosen ? [] : [node.id] }));
  for (const [come, go] of [["pointerenter", "pointerleave"], ["focus", "blur"]]) { made.addEventListener(come, () => tell(node.id)); made.addEventListener(go, () => tell("")); }
  return made;
}

/** Each region with its marks. */
export function drawRegions(rows) {
  return rows.map(({ label, nodes }) => {
    const made = piece("region", { ".name": label });
    made.querySelector(".marks").append(...nodes.map(button));
    return made;
  });
}
