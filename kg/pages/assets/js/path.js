// The shortest way between two things, over all links that the page's document holds.

import { doc } from "./doc.js";
import { partyCount, passes, span } from "./filters.js";
import { reads } from "./lens.js";

/** Things of these groups touch everything and tell nothing: a way goes through them only where there is no other. */
const ENDS = new Set(["source", "sector", "region", "place", "change"]);

/** What stands for a thing under the lens: units that read as one unit are one stop. */
function stop(under, id) {
  return doc.units.has(id) ? reads(under, id)[0] : id;
}

/** How many parties the matter of a party's edge has: the fewer, the more it tells of two of them. */
function partiesOn(edge) {
  const matter = [edge.source, edge.target].map((id) => doc.nodes.get(id)).find((node) => node && node.matter);
  return matter ? partyCount(matter, null) : Infinity;
}

/** Stop → [{edge, to}]: joint matters first, of fewest parties before others, then in the order of the document. */
function links(under) {
  const out = new Map();
  const add = (from, to, edge) => { if (!out.has(from)) out.set(from, []); out.get(from).push({ edge, to }); };
  for (const edge of [...doc.edges.filter((one) => one.party).sort((one, other) => partiesOn(one) - partiesOn(other)), ...doc.edges.filter((one) => !one.party)]) {
    const source = stop(under, edge.source), target = stop(under, edge.target);
    if (source === target) continue;
    add(source, target, edge);
    add(target, source, edge);
  }
  return out;
}

/** Breadth first from `a`; passes only through stops that are `open`. */
function search(a, b, next, open) {
  const came = new Map([[a, null]]);
  for (let front = [a]; front.length && !came.has(b);) {
    const fresh = [];
    for (const from of front) for (const { edge, to } of next.get(from) || []) {
      if (came.has(to) || (to !== b && !open(to))) continue;
      came.set(to, { from, to, edge });
      fresh.push(to);
    }
    front = fresh;
  }
  if (!came.has(b)) return null;
  const steps = [];
  for (let step = came.get(b); step; step = came.get(step.from)) steps.unshift(step);
  return steps;
}

/**
 * The way with the fewest steps from `a` to `b` (CURIEs), as [{from, to, edge}]: `from` and `to` are ids as they read
 * under the lens, `edge` is the document's. Of equal ways that through the matters of fewest parties, joint matters before borders and the like. Things that the filters
 * hide, then sources, sectors and the like, are passed only where there is no other way. [] where both read as one thing;
 * null where nothing joins them.
 */
export function pathBetween(a, b) {
  const under = span();
  const [from, to] = [stop(under, a), stop(under, b)];
  if (from === to) return [];
  const next = links(under);
  const telling = (id) => { const node = doc.nodes.get(id); return !node || !ENDS.has(node.group); };
  const visible = (id) => { const node = doc.nodes.get(id); return telling(id) && (!node || passes(node)); };
  return search(from, to, next, visible) || search(from, to, next, telling) || search(from, to, next, () => true);
}
