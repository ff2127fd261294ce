// Lines of the Country view that need no mark: a curve for each two parties of a matter, and between neighbours. Pure.

/** Matters of more parties than this have no line for each two of them: in the country they have rays, in the network a line to each. */
export const MOST_PAIRED = 5;
/** How far a curve may swing aside, in parts of its length, the least first. */
const BENDS = [0, 0.05, -0.05, 0.1, -0.1, 0.17, -0.17, 0.26, -0.26];
/** Curves of one pair lie so far apart in their middle, all of them within the second; a line keeps so far from a foreign disc, and so far within the world. */
const PITCH = 5, SPREAD = 44, CLEAR = 5, STEPS = 20, EDGE = 24;
const bends = new Map();

/** True where a curve from a to b that swings by `bend` touches a disc. */
function touches(a, b, bend, { x, y, w, h }) {
  for (let step = 1; step < STEPS; step++) {
    const u = step / STEPS, aside = 4 * u * (1 - u) * bend;
    if (Math.abs(a.x + (b.x - a.x) * u - (b.y - a.y) * aside - x) < w + CLEAR && Math.abs(a.y + (b.y - a.y) * u + (b.x - a.x) * aside - y) < h + CLEAR) return true;
  }
  return false;
}

/** Where everything stands at zoom 1, where it is nearest together. */
function placesOf(scene, shapes) {
  return [...scene.stands.values()].map(({ id, x, y, host, side }) => {
    const { w, h } = shapes.get(id), at = host ? scene.stands.get(host) : null;
    return at ? { id, x: at.x + side * (shapes.get(host).r + 7), y: at.y, w, h } : { id, x, y, w, h };
  });
}

/** The least swing that keeps clear of most foreign discs; found once a pair of places. */
function bendOf(places, from, to, [wide, tall]) {
  const a = places.find(({ id }) => id === from), b = places.find(({ id }) => id === to), key = `${a.x} ${a.y} ${b.x} ${b.y} ${places.length}`;
  if (bends.has(key)) return bends.get(key);
  const long = Math.hypot(a.x - b.x, a.y - b.y), middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  const others = places.filter((one) => one !== a && one !== b && Math.hypot(one.x - middle.x, one.y - middle.y) < long * 0.6 + one.w + CLEAR);
  const outside = (bend) => { const x = middle.x - (b.y - a.y) * bend, y = middle.y + (b.x - a.x) * bend; return x < EDGE || y < EDGE || x > wide - EDGE || y > tall - EDGE; };
  const cost = (bend) => Math.abs(bend) * (1 + long / 400) + 3 * outside(bend) + others.filter((one) => touches(a, b, bend, one)).length;
  const best = BENDS.reduce((found, bend) => (cost(bend) < cost(found) ? bend : found), 0);
  bends.set(key, best);
  return best;
}

/** Width of the line of a matter, where its own amount does not say. */
export const THIN = 1.4;

/** Offsets of lines side by side; `pitch` is that of thin ones, broad ones lie farther apart. */
export function abreast(widths, pitch) {
  let last = 0;
  const all = widths.map((width, index) => (last = index ? last + (widths[index - 1] + width) / 2 + pitch - THIN : 0));
  return all.map((offset) => offset - last / 2);
}

/** Widths of the lines of matters. */
export function widthsOf(nodes, sizes) {
  return nodes.map(({ id }) => (sizes && sizes.has(id) ? sizes.get(id).width : THIN));
}

/** A curve from one disc to another, `apart` pixels beside the middle line. */
function curve(a, b, bend, apart) {
  const dx = b.x - a.x, dy = b.y - a.y, length = Math.hypot(dx, dy) || 1, aside = 2 * (bend + apart / length);
  return { x0: a.x, y0: a.y, cx: (a.x + b.x) / 2 - dy * aside, cy: (a.y + b.y) / 2 + dx * aside, x1: b.x, y1: b.y, bent: true, length };
}

/** The point of a line, straight or bent, at part u of its way. */
export function pointOf({ x0, y0, cx, cy, x1, y1, bent }, u = 0.5) {
  const v = 1 - u, [from, by, to] = bent ? [v * v, 2 * u * v, u * u] : [v, 0, u];
  return { x: from * x0 + by * cx + to * x1, y: from * y0 + by * cy + to * y1 };
}

/** Key of a set → its curves {node, ends, x0, y0, cx, cy, x1, y1, length, width}: one for each two parties of each matter, side by side. */
export function curvesOf(scene, shapes) {
  const between = new Map(), out = new Map(), places = placesOf(scene, shapes);
  for (const { key, ends, nodes } of scene.pills) {
    if (ends.length > MOST_PAIRED) continue;
    out.set(key, []);
    for (let i = 0; i < ends.length; i++) for (let j = i + 1; j < ends.length; j++) {
      const pair = ends[i] + " " + ends[j];
      if (!between.has(pair)) between.set(pair, { ends: [ends[i], ends[j]], all: [] });
      between.get(pair).all.push(...nodes.map((node) => ({ key, node })));
    }
  }
  for (const { ends, all } of between.values()) {
    const [a, b] = ends.map((id) => shapes.get(id)), bend = bendOf(places, ...ends, scene.world), widths = widthsOf(all.map(({ node }) => node), scene.sizes);
    const offsets = abreast(widths, Math.min(PITCH, SPREAD / all.length));
    all.forEach(({ key, node }, index) => out.get(key).push(Object.assign({ node, ends, width: widths[index] }, curve(a, b, bend, offsets[index]))));
  }
  return out;
}

/** Lines between neighbours of whom no common matter was found: {a, b, x0, y0, …}. */
export function gapsOf(scene, shapes) {
  const places = placesOf(scene, shapes);
  return (scene.gaps || []).map(({ a, b }) => Object.assign({ a, b }, curve(shapes.get(a), shapes.get(b), bendOf(places, a, b, scene.world), 0)));
}
