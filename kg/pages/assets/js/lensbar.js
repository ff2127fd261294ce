// Boundaries: the buttons of the lens, and the field for a day of the reader's own.

import { doc } from "./doc.js";
import { state, change, listen } from "./state.js";
import { asked } from "./filters.js";
import { spanOn } from "./lens.js";
import { t, day } from "./words.js";

function drawLens() {
  const which = state.lens === "signed" || state.lens === "today" ? state.lens : "date";
  for (const button of document.querySelectorAll("[data-lens-button]")) {
    button.setAttribute("aria-pressed", String(button.dataset.lensButton === which));
    if (button.dataset.lensButton === "date") button.textContent = which === "date" ? day(state.lens) : t("lens.date");
  }
}

function readDay(input, fault) {
  const early = input.value && doc.meta.since && input.value < doc.meta.since;
  const late = input.value > doc.meta.today;
  fault.hidden = !early && !late;
  fault.textContent = early ? t("lens.before", { date: day(doc.meta.since) }) : late ? t("lens.after", { date: day(doc.meta.today) }) : "";
  if (input.value && !early && !late && spanOn(doc.spans, input.value)) change({ lens: input.value });
}

export function startLens() {
  const pick = document.getElementById("kg-pick");
  const input = document.getElementById("kg-day");
  const opener = document.querySelector('[data-lens-button="date"]');
  const open = (yes) => { pick.hidden = !yes; opener.setAttribute("aria-expanded", String(yes)); if (yes) { input.value = asked(); input.focus(); } };
  for (const button of document.querySelectorAll("[data-lens-button]")) {
    button.addEventListener("click", () => (button.dataset.lensButton === "date" ? open(pick.hidden) : (open(false), change({ lens: button.dataset.lensButton }))));
  }
  input.min = doc.meta.since;
  input.max = doc.meta.today;
  input.addEventListener("change", () => readDay(input, document.getElementById("kg-day-fault")));
  pick.addEventListener("keydown", (event) => { if (event.key === "Escape" || event.key === "Enter") { event.stopPropagation(); open(false); opener.focus(); } });
  pick.addEventListener("focusout", (event) => { if (event.relatedTarget && !pick.contains(event.relatedTarget) && event.relatedTarget !== opener) open(false); });
  drawLens();
  listen((changed) => { if (changed.has("lens") || changed.has("lang")) drawLens(); });
}
