// Rows of counts, each with a bar as long as its share of the largest; a click filters, selects or compares.

import { doc } from "./doc.js";
import { piece, el, section } from "./pieces.js";
import { day, nameOf, number, t } from "./words.js";

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

/** Names of units; of two that are called alike the later says since when it is. */
function namesOf(ids) {
  const names = ids.map(nameOf), alike = (name) => names.filter((other) => other === name).length > 1;
  return ids.map((id, i) => { const { since } = doc.units.get(id) || {}; return since && alike(names[i]) ? `${names[i]} (${t("from.day", { date: day(since) })})` : names[i]; });
}

/** Rows of the units that stand most often in a list, at most `most`; `act(id)` is what a click does. */
export function busiest(ids, most, prefix, act) {
  const counts = new Map();
  for (const id of ids) counts.set(id, (counts.get(id) || 0) + 1);
  const found = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, most), names = namesOf(found.map(([id]) => id));
  return found.map(([id, count], i) => ({ name: names[i], count, key: prefix + id, act: () => act(id) }));
}
