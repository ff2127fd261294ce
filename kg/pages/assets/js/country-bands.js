// Above some thousand matters the country opens on bands: one between two units for all that they share. Pure.

/** From so many matters on. */
export const MOST = 3000;
/** So many bands are solid, the rest faint; so many bundles are drawn of what is selected. */
const SOLID = 60, OPEN = 120;
/** A band of more would cover the map: where one has more, all shrink in proportion. Faint ones are hairs: there may be thousands. */
const CROWD = 40, FAINT = 1;

function countsOf(nodes) {
  const counts = new Map();
  for (const { group } of nodes) counts.set(group, (counts.get(group) || 0) + 1);
  return counts;
}

/** One band a pair of stands: {key, a, b, n, group: the most frequent kind, solid, width}, the strongest first. */
export function bandsOf(bundles) {
  const found = new Map();
  for (const { ends, nodes } of bundles) {
    const counts = countsOf(nodes);
    for (let i = 0; i < ends.length; i++) for (let j = i + 1; j < ends.length; j++) {
      const key = ends[i] + " " + ends[j];
      if (!found.has(key)) found.set(key, { key, a: ends[i], b: ends[j], n: 0, kinds: new Map() });
      const band = found.get(key);
      band.n += nodes.length;
      for (const [group, n] of counts) band.kinds.set(group, (band.kinds.get(group) || 0) + n);
    }
  }
  const all = [...found.values()].sort((one, other) => other.n - one.n || (one.key < other.key ? -1 : 1));
  const share = Math.min(1, CROWD / (all.length ? all[0].n : 1));
  return all.map(({ key, a, b, n, kinds }, index) => {
    const solid = index < SOLID;
    return { key, a, b, n, group: [...kinds].sort((one, other) => other[1] - one[1])[0][0], solid, width: solid ? bandWidth(n * share) : FAINT };
  });
}

/** The bundles of what is selected, the largest of them: `ids` of matters, `ends` of stands (of two, what both share). */
export function openedBundles(bundles, ids, ends) {
  const wanted = bundles.filter((bundle) => bundle.nodes.some((node) => ids.includes(node.id)) || (ends.length > 0 && ends.every((id) => bundle.ends.includes(id))));
  return wanted.sort((one, other) => other.nodes.length - one.nodes.length || (one.key < other.key ? -1 : 1)).slice(0, OPEN);
}

/** Width of the band of so many matters. */
function bandWidth(n) {
  return 1.5 + 1.6 * Math.sqrt(n);
}
