// The embedded document, read once.

import { unpacked } from "./packed.js";

const raw = JSON.parse(document.getElementById("kg-data").textContent);
const { nodes: things, edges, ...lists } = unpacked(raw);
const index = (list) => new Map(list.map((item) => [item.id, item]));
const nodes = index(things);
/** Things and remarks know their number, `n`: what is worked out of each is kept in lists by it. */
[...things, ...lists.remarks].forEach((one, n) => { one.n = n; });
const edgesOf = new Map();
for (const edge of edges) {
  for (const end of new Set([edge.source, edge.target])) {
    if (!edgesOf.has(end)) edgesOf.set(end, []);
    edgesOf.get(end).push(edge);
  }
}

export const doc = {
  meta: Object.assign({ focus: "", depth: 0, question: "", report: "", version: "", since: "" }, raw.meta),
  words: raw.words || {},
  rules: raw.states || {},
  groups: index(raw.groups),
  units: index(lists.units),
  changes: index(lists.changes),
  spans: lists.spans,
  nodes,
  matters: things.filter((node) => node.matter),
  edges,
  edgesOf: (id) => edgesOf.get(id) || [],
  properties: raw.properties || {},
  sources: index(lists.sources),
  searches: lists.searches,
  remarks: lists.remarks,
  network: lists.network,
  country: raw.country || {},
  /** Region → {label, members: [[unit, first day, last day]]}. */
  regions: index(lists.regions),
};

/** True of so many matters that the picture comes first, and what lists or counts them all later. */
export const vast = doc.matters.length > 12000;

/** The latest merge of the map, if there was one: the day that the pictures draw. */
export const merger = [...doc.changes.values()].filter((change) => change.kind === "merge").map((change) => change.effective).sort().pop() || "";
