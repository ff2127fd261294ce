// Undoes what kg/pages/packed.py did to the document: rows become records again, numbers the texts they stand for.

import { writtenDate } from "./dates.js";
import { fold } from "./fold.js";

/** The address of a source: where it repeats the title, only the number of words stood there. */
function address({ title, address: given }) {
  if (!Array.isArray(given)) return given;
  const [before, n, after] = given;
  return before + fold(title).split(" ").slice(0, Number(n)).join("-") + after;
}

const LISTS = ["nodes", "units", "changes", "sources", "searches", "remarks"];

/** The lists of the embedded data as records; `kg/pages/packed.py` tells the rules. */
export function unpacked(raw) {
  const { shared, forms } = raw;
  const ids = LISTS.flatMap((name) => raw[name].map(([id]) => id));
  const at = (value) => (typeof value !== "number" ? value : value < 0 ? ids[-value - 1] : shared[value]);

  function text(value) {
    const found = at(value);
    return Array.isArray(found) ? found.map(text) : found;
  }

  const days = new Map();
  function day(said) {
    if (!days.has(said)) days.set(said, [writtenDate(said, "vi"), writtenDate(said, "en")]);
    return days.get(said);
  }

  function record(form, value) {
    const row = at(value);
    const made = {};
    forms[form].forEach(([name, empty, part], i) => { made[name] = field(row[i], empty, part); });
    return made;
  }

  function field(value, empty, part) {
    if (value === undefined || value === null) return empty;
    const list = Array.isArray(empty);
    if (part === "number" && !list) return typeof empty === "boolean" ? value === 1 : value;
    if (value === 0) return empty;
    if (part === "number") return at(value);
    if (part) return list ? at(value).map((one) => record(part, one)) : record(part, value);
    const found = text(value);
    return list && typeof found === "string" ? day(found) : found;
  }

  const records = (form, rows) => rows.map((row) => record(form, row));
  const nodes = records("Node", raw.nodes);
  const id = (n) => ids[n];
  let n = 0;
  const run = ([start, property, party, ...ends]) => ends.map((end) => ({ id: "e" + n++, source: id(start), target: id(end), property: text(property), party: party === 1 }));
  return {
    nodes,
    units: records("Unit", raw.units),
    changes: records("Change", raw.changes),
    sources: records("Source", raw.sources).map((source) => Object.assign(source, { address: address(source) })),
    searches: records("Search", raw.searches),
    remarks: records("Remark", raw.remarks),
    spans: raw.spans.map(([first, ...rows]) => ({ first, readings: Object.fromEntries(rows.map(text).map(([version, ...reading]) => [version, reading])) })),
    regions: raw.regions.map(([region, label, ...members]) => ({ id: region, label: text(label), members: members.map(text) })),
    edges: raw.edges.flatMap(run),
    network: {
      world: raw.network.world,
      nodes: raw.network.nodes.map(([n, x, y, size, side = ""]) => [id(n), x, y, size, side]),
      edges: raw.network.edges.map(([n, arrow, curve = 0]) => [n, arrow, curve]),
      pills: raw.network.pills.map((pill) => [...pill.slice(0, -1), pill[pill.length - 1].map(id)]),
    },
  };
}
