// What the Country view draws now: units where they stand, and the matters that pass, bundled by their parties. No drawing.

import { doc, merger } from "./doc.js";
import { state } from "./state.js";
import { asked, homeParties, shown } from "./filters.js";
import { reads, spanOn } from "./lens.js";

const none = { world: [766, 640], hidden: [], signed: { stands: [], pills: [] }, today: { stands: [], pills: [] }, aliases: {}, captions: {} };
export const country = Object.assign(none, doc.country);

function keyOf(ids) {
  return [...ids].sort().join(" ");
}

function read(part) {
  const stands = part.stands.map(([id, x, y, matters, host, members]) => ({ id, x, y, matters, host: host < 0 ? "" : part.stands[host][0], members }));
  const places = new Map(part.pills.map(([x, y, ends]) => [keyOf(ends.map((end) => part.stands[end][0])), { x, y }]));
  return { stands, places };
}

const parts = { signed: read(country.signed), today: read(country.today) };

/** The picture of a lens: the map before the merger, or today's. */
export function partOf() {
  return state.lens === "signed" || (merger && asked() < merger) ? "signed" : "today";
}

/** The stand that draws a party. */
function standOf(version, part) {
  if (part === "signed") return country.aliases[version] || version;
  return reads(spanOn(doc.spans, doc.meta.today), version)[0];
}

function middle(ends, stands) {
  const known = ends.map((id) => stands.get(id)).filter(Boolean);
  return { x: known.reduce((sum, one) => sum + one.x, 0) / known.length, y: known.reduce((sum, one) => sum + one.y, 0) / known.length };
}

/**
 * {part, stands: Map id → stand, pills: [{key, x, y, ends, nodes}], internal: Map id → nodes, undrawn: nodes}.
 * A ring stands only while one of its matters is shown.
 */
export function countryScene() {
  const part = partOf();
  const { stands: all, places } = parts[part];
  const byId = new Map(all.map((stand) => [stand.id, stand]));
  const groups = new Map(), internal = new Map(), undrawn = [];
  for (const node of shown().matters) {
    const ends = [...new Set(shown().parties.get(node.id).map((id) => standOf(id, part)))].filter((id) => byId.has(id));
    const key = keyOf(ends);
    if (ends.length > 1) groups.set(key, (groups.get(key) || { key, ends: ends.sort(), nodes: [] }));
    if (ends.length > 1) groups.get(key).nodes.push(node);
    else if (ends.length === 1 && homeParties(node, null).length > 1) internal.set(ends[0], [...(internal.get(ends[0]) || []), node]);
    else undrawn.push(node);
  }
  const acting = new Set([...groups.values()].flatMap((group) => group.ends));
  const stands = new Map(all.filter((stand) => !stand.host || acting.has(stand.id)).map((stand) => [stand.id, stand]));
  const pills = [...groups.values()].map((group) => Object.assign(group, places.get(group.key) || middle(group.ends, byId)));
  return { part, stands, pills, internal, undrawn };
}
