// Rows of counts, each with a bar as long as its share of the largest; a click filters, selects or compares.

import { piece, el, section } from "./pieces.js";
import { number } from "./words.js";

/** One row: a name, a bar of `count` out of `most`, the count; what a click does. */
export function bar({ name, count, act, on, key }, most) {
  const button = piece("bar", { ".name": name, ".n": number(count) });
  button.querySelector("rect").setAttribute("width", String(most ? (100 * count) / most : 0));
  button.setAttribute("aria-label", `${name}: ${number(count)}`);
  button.dataset.key = key;
  if (on !== undefined) button.setAttribute("aria-pressed", String(on));
  button.addEventListener("click", act);
  return button;
}

/** A section of rows; none where there are none. */
export function bars(title, rows, look = "bars") {
  const most = Math.max(...rows.map((row) => row.count));
  return rows.length ? [section(title, el("div", look, ...rows.map((row) => bar(row, most))))] : [];
}

/** The ids that stand most often in a list, with how often: [id, count], at most `most`. */
export function busiest(ids, most) {
  const counts = new Map();
  for (const id of ids) counts.set(id, (counts.get(id) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, most);
}
