// The lines of the picture: one a relation, trunks of pills, or, by choice, a curve between each two parties of a matter.

import { doc } from "./doc.js";
import { reads, partiesUnder } from "./lens.js";
import { curves } from "./stock.js";
import { MOST_PAIRED } from "./country-curves.js";

const PITCH = 0.16, WIDEST = 1.2;

function ends(id, under, nodes, stands) {
  if (stands.has(id)) return [stands.get(id)];
  return doc.units.has(id) && under ? reads(under, id).filter((now) => nodes.has(now)) : nodes.has(id) ? [id] : [];
}

/** Matters, and meetings that belong to one, whose parties are joined directly: id → {ends, alone: nothing else hangs on the mark}; never those on the way. */
export function pairedMatters(nodes, under, way) {
  const found = new Map(), none = new Map();
  const across = (id, edge) => (edge.source === id ? edge.target : edge.source);
  for (const { id, node } of nodes.values()) {
    if (doc.units.has(id) || way.has(id) || partiesUnder(under, node.parties).length > MOST_PAIRED) continue;
    const parties = new Set(doc.edgesOf(id).filter((edge) => edge.party).flatMap((edge) => ends(across(id, edge), under, nodes, none)));
    if (parties.size > 1 && parties.size <= MOST_PAIRED) found.set(id, { ends: [...parties], alone: true });
  }
  for (const [id, pair] of found) pair.alone = doc.edgesOf(id).every((edge) => edge.party || found.has(across(id, edge)) || !ends(across(id, edge), under, nodes, none).length);
  return found;
}

/** Fans out what joins the same two things; a single line stays straight. */
function fan(list) {
  const between = new Map();
  for (const edge of list) {
    const key = [edge.source, edge.target].sort().join(" ");
    between.set(key, [...(between.get(key) || []), edge]);
  }
  for (const same of between.values()) {
    const pitch = Math.min(PITCH, WIDEST / same.length);
    same.forEach((edge, i) => {
      const bend = (i - (same.length - 1) / 2) * pitch;
      edge.curve = edge.source <= edge.target ? bend : -bend;
    });
  }
}

function pairEdges(pairs) {
  const out = [];
  for (const [id, { ends: parties }] of pairs) {
    const edge = doc.edgesOf(id).find((one) => one.party);
    for (let i = 0; i < parties.length; i++) for (let j = i + 1; j < parties.length; j++) {
      out.push({ id: `${id}|${parties[i]}|${parties[j]}`, source: parties[i], target: parties[j], edge, pair: id, arrow: 0, curve: 0, trunk: false, count: 1 });
    }
  }
  return out;
}

/** Edges of the scene: {id, source, target, edge: the document's, arrow, curve, trunk, count, pair: the matter it stands for}. */
export function edgesAmong(nodes, under, stands, pairs) {
  const out = new Map();
  for (const edge of doc.edges) {
    if (edge.party && (pairs.has(edge.source) || pairs.has(edge.target))) continue;
    for (const source of ends(edge.source, under, nodes, stands)) for (const target of ends(edge.target, under, nodes, stands)) {
      if (source === target) continue;
      const key = `${source} ${edge.property} ${target}`;
      const trunk = stands.has(edge.source) || stands.has(edge.target);
      if (trunk && out.has(key)) { out.get(key).count += 1; continue; }
      if (under && out.has(key)) continue;
      const way = curves.get(edge.id) || { arrow: 0, curve: 0 };
      const id = source === edge.source && target === edge.target ? edge.id : `${edge.id}|${source}|${target}`;
      out.set(under || trunk ? key : edge.id, { id, source, target, edge, arrow: trunk ? 0 : way.arrow, curve: trunk ? 0 : way.curve, trunk, count: 1, pair: "" });
    }
  }
  const joined = pairEdges(pairs);
  if (joined.length) fan([...out.values(), ...joined]);
  return [...out.values(), ...joined];
}
