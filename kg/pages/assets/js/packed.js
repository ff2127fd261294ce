// Undoes what kg/pages/packed.py did to the document: rows become records again, numbers the texts they stand for.

import { writtenDate } from "./dates.js";
import { fold } from "./fold.js";

/** The address of a source: where it repeats the title, only the number of words stood there. */
function address({ title, address: given }) {
  if (!Array.isArray(given)) return given;
  const [before, n, after] = given;
  return before + fold(title).split(" ").slice(0, Number(n)).join("-") + after;
}

/** The row that a record was made of. */
const ROW = Symbol("row");

/** Gives `made`, or whatever it is the prototype of, a field that is worked out when somebody first asks for it. */
function later(made, name, empty, read) {
  function get() {
    const value = read.call(this);
    if (value !== empty) Object.defineProperty(this, name, { value, enumerable: true });
    return value;
  }
  return Object.defineProperty(made, name, { configurable: true, enumerable: true, get });
}

const LISTS = ["nodes", "units", "changes", "sources", "searches", "remarks"];

/** The lists of the embedded data as records; `kg/pages/packed.py` tells the rules. */
export function unpacked(raw) {
  const { shared, forms } = raw;
  const ids = LISTS.flatMap((name) => raw[name].map(([id]) => id));
  const at = (value) => (typeof value !== "number" ? value : value < 0 ? ids[-value - 1] : shared[value]);

  function text(value) {
    const found = at(value);
    return Array.isArray(found) && found.some((part) => typeof part !== "string") ? found.map(text) : found;
  }

  const days = new Map();
  function day(said) {
    if (!days.has(said)) days.set(said, later(later([], 0, "", () => writtenDate(said, "vi")), 1, "", () => writtenDate(said, "en")));
    return days.get(said);
  }

  /** A field of a form: `reads` gives what a cell stands for; `plain`: a number, of which 0 is one; `many`: a list of records. */
  function fieldOf([name, empty, part]) {
    const list = Array.isArray(empty);
    if (part === "number") return { name, empty, plain: !list, reads: list ? at : (cell) => (typeof empty === "boolean" ? cell === 1 : cell) };
    if (part) return { name, empty, many: list, reads: list ? (cell) => at(cell).map((one) => record(part, one)) : (cell) => record(part, cell) };
    return { name, empty, reads: list ? pair : text };
  }

  function pair(cell) {
    const found = text(cell);
    return typeof found === "string" ? day(found) : found;
  }

  /** What makes the records of a form. A list of records in them is read when somebody first asks for it: few are needed to open a page. */
  function maker(all) {
    const fields = all.map(fieldOf);
    const value = ({ empty, plain, reads }, cell) => (cell === undefined || cell === null || (cell === 0 && !plain) ? empty : reads(cell));
    function Made(row) {
      this[ROW] = row;
      for (let i = 0; i < fields.length; i++) if (!fields[i].many) this[fields[i].name] = value(fields[i], row[i]);
    }
    fields.forEach((field, i) => {
      if (!field.many) return;
      later(Made.prototype, field.name, field.empty, function () { return value(field, this[ROW][i]); });
    });
    return Made;
  }

  const makers = Object.fromEntries(Object.entries(forms).map(([form, all]) => [form, maker(all)]));
  const record = (form, value) => new makers[form](at(value));

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
