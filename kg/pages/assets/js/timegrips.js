// The three grips of the time bar: both ends of the range, and the playhead, by mouse, finger and keyboard.

import { doc } from "./doc.js";
import { state, change } from "./state.js";
import { asked } from "./filters.js";
import { hushUntil } from "./announce.js";
import { monthOf, monthText, laterBy } from "./timescale.js";

/** Both ends as months; the ends of the axis where nothing is chosen. */
export function rangeEnds(scale) {
  return { from: state.from ? monthOf(state.from) : scale.low, to: state.to ? monthOf(state.to, true) : scale.high };
}

/** The month a keyboard step leads to: over the years that share a column in one step. */
function stepped(scale, side, step) {
  const month = rangeEnds(scale)[side], first = monthOf(String(scale.first));
  if (step > 0 && month < first) return side === "from" ? first : first - 1 + step;
  return step < 0 && month + step < first - (side === "to" ? 1 : 0) ? scale.low : month + step;
}

function setEnd(scale, side, month, quiet) {
  const { from, to } = rangeEnds(scale);
  if (side === "from") {
    const value = Math.min(month, to);
    change({ from: value <= scale.low ? "" : monthText(value).replace(/-01$/, "") }, quiet);
  } else {
    const value = Math.max(month, from);
    change({ to: value >= scale.high ? "" : monthText(value).replace(/-12$/, "") }, quiet);
  }
}

/** The lens becomes the day; at the right end, today. */
function setDay(text, quiet) {
  const least = doc.meta.since || text;
  change({ lens: text >= doc.meta.today ? "today" : text < least ? least : text }, quiet);
}

const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12 };

/** Arrow: a month; with shift, or page up and down: a year; Home and End: the ends of the axis. */
export function keysOn(event, scale) {
  const side = event.target.dataset.side;
  const step = (STEPS[event.key] || 0) * (event.shiftKey && event.key.startsWith("Arrow") ? 12 : 1);
  if (!side || (!step && event.key !== "Home" && event.key !== "End")) return;
  event.preventDefault();
  event.stopPropagation();
  const quiet = event.repeat;
  if (quiet) hushUntil("keyup", "blur");
  if (side === "day") setDay(step ? laterBy(asked(), step) : event.key === "End" ? doc.meta.today : monthText(scale.low) + "-01", quiet);
  else setEnd(scale, side, step ? stepped(scale, side, step) : event.key === "Home" ? scale.low : scale.high, quiet);
}

/** Follows the pointer from a grip; the whole movement is one step back in the history. */
export function dragOn(event, place, scaleNow) {
  const grip = event.target.closest(".grip");
  if (!grip || event.button) return;
  event.preventDefault();
  grip.focus();
  const side = grip.dataset.side;
  const left = place.getBoundingClientRect().left;
  const begun = event.clientX;
  let moved = false;
  hushUntil("pointerup", "pointercancel");
  const move = (now) => {
    if (!moved && Math.abs(now.clientX - begun) < 3) return;
    const month = scaleNow().monthAt(now.clientX - left);
    if (side === "day") setDay(monthText(month) + "-01", moved);
    else setEnd(scaleNow(), side, side === "to" ? month - 1 : month, moved);
    moved = true;
  };
  const stop = () => { for (const [name, act] of follow) window.removeEventListener(name, act); };
  const follow = [["pointermove", move], ["pointerup", stop], ["pointercancel", stop]];
  for (const [name, act] of follow) window.addEventListener(name, act);
}

/** Double click: the grip goes back to its end; beside the grips, all years. */
export function resetOn(event) {
  const grip = event.target.closest("[data-side]");
  const side = grip ? grip.dataset.side : "";
  if (side === "day") change({ lens: "today" });
  else if (side === "from" || side === "to") change({ [side]: "" });
  else if (!side) change({ from: "", to: "" });
}
