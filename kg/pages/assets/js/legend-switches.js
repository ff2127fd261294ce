// The switches at the head of the country's legend: marks or lines, and by what projects are large.

import { state, change } from "./state.js";
import { announce } from "./announce.js";
import { countryScene } from "./country-scene.js";
import { largest } from "./money.js";
import { piece } from "./pieces.js";
import { wordFrame } from "./words.js";

/** What a switch changes; who asks for money wants to see projects. */
function patchOf(name, value) {
  return value === "money" ? { scale: value, hide: state.hide.filter((id) => id !== "proj") } : { [name]: value };
}

/** The switches as they stand now; nothing where the picture draws bands. */
export function switches() {
  if (state.view !== "country" || countryScene().bands.length) return [];
  const made = piece("switches");
  wordFrame(made);
  for (const button of made.querySelectorAll("button")) {
    const [[name, value]] = Object.entries(button.dataset).filter(([key]) => key === "lines" || key === "scale");
    button.setAttribute("aria-pressed", String(state[name] === value));
    button.addEventListener("click", () => { change(patchOf(name, value)); announce(button.textContent); });
  }
  if (!largest()) made.lastElementChild.remove();
  return [made];
}
