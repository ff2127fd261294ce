// The embedded document, read once; empty fields were left out when it was written and come back here.

const raw = JSON.parse(document.getElementById("kg-data").textContent);

const EMPTY = { kind: ["", ""], short: ["", ""], money: ["", ""], when: "", period: ["", ""], parties: [], partners: [],
  covers: [], sectors: [], facts: [], evidence: [], conflicts: [], keys: [], depth: 0, matter: false, life: null };

function index(list, empty = {}) {
  return new Map((list || []).map((item) => [item.id, Object.assign({}, empty, item)]));
}

const nodes = index(raw.nodes, EMPTY);
const ids = [...nodes.keys()];
const edges = (raw.edges || []).map(([source, target, property, party], n) => ({ id: "e" + n, source: ids[source], target: ids[target], property, party: party === 1 }));
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
  units: index(raw.units, { foreign: false, since: "", until: "", keys: [] }),
  changes: index(raw.changes, { resolution: "", number: "", inputs: [], outputs: [] }),
  spans: (raw.spans || []).map((span) => ({ first: span.first, readings: span.readings || {} })),
  nodes,
  matters: [...nodes.values()].filter((node) => node.matter),
  edges,
  edgesOf: (id) => edgesOf.get(id) || [],
  properties: raw.properties || {},
  sources: index(raw.sources, { publisher: "", address: "", locator: "", date: "", licence: "", seen: ["", ""] }),
  searches: raw.searches || [],
  network: raw.network || { world: [766, 604], nodes: [], edges: [] },
  country: raw.country || {},
};

/** The latest merge of the map, if there was one: the day that the pictures draw. */
export const merger = [...doc.changes.values()].filter((change) => change.kind === "merge").map((change) => change.effective).sort().pop() || "";
