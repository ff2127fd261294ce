// Money of matters: the amount that a text tells, and how large a project is drawn by it.

import { doc } from "./doc.js";

const SCALES = [[/million/, 1e6], [/billion/, 1e9]];
/** Side of a project's square and width of its line, in pixels: least and most; the root of the amount lies between. */
const SIDE = [8, 30], LINE = [1.2, 7];
/** Amounts that the legend shows, in VND. */
const SAMPLES = [1e12, 1e13, 1e14];

/** An amount in VND without its "more than" or "nearly"; the English form, whose point and comma are the script's own. */
export function amount([vi, en]) {
  const text = en || vi;
  const found = /\d[\d,]*(\.\d+)?/.exec(text);
  if (!found) return "";
  const scale = SCALES.find(([word]) => word.test(text));
  return Number(found[0].replaceAll(",", "")) * (scale ? scale[1] : 1);
}

let most = -1;

/** The largest amount of a project; 0 where the page knows none. Worked out once, when somebody asks: some pages hold tens of thousands. */
export function largest() {
  if (most < 0) most = doc.matters.reduce((so, node) => (node.group === "proj" ? Math.max(so, amount(node.money) || 0) : so), 0);
  return most;
}

/** Amounts for the legend, of those that occur. */
export function samples() {
  const within = SAMPLES.filter((value) => value <= largest());
  return within.length ? within : [largest()];
}

/** {side, width, known} of a project of so much VND; an amount that is not known is "". */
export function sized(value) {
  const share = Math.sqrt(Math.min(1, (value || 0) / largest())), by = ([least, most]) => least + (most - least) * share;
  return { side: by(SIDE), width: by(LINE), known: value !== "" };
}

/** Project → its size, of those among `nodes`. */
export function sizes(nodes) {
  return new Map(nodes.filter((node) => node.group === "proj").map((node) => [node.id, sized(amount(node.money))]));
}
