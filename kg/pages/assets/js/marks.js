// Shapes of marks, once, as SVG path data round 0,0: the legend draws them as SVG, the picture as Path2D.

const R = 5.4;

function polygon(points) {
  return "M" + points.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join("L") + "Z";
}

function around(n, radius, inner = radius, turn = -Math.PI / 2) {
  const points = [];
  const count = inner === radius ? n : 2 * n;
  for (let i = 0; i < count; i++) {
    const r = count === n || i % 2 === 0 ? radius : inner;
    const angle = turn + (2 * Math.PI * i) / count;
    points.push([r * Math.cos(angle), r * Math.sin(angle)]);
  }
  return points;
}

function circle(r, x = 0, y = 0) {
  return `M${x - r} ${y}A${r} ${r} 0 1 0 ${x + r} ${y}A${r} ${r} 0 1 0 ${x - r} ${y}Z`;
}

/** A shape with straight sides: its corners too, for the painter of many marks at once. */
function cornered(corners) {
  return { outline: polygon(corners), corners };
}

const s = 0.92 * R;
/** name → {outline: filled by state, inner: always stroked or filled on top, letter, hollow: never filled} */
export const SHAPES = {
  disc: { outline: circle(R) },
  diamond: cornered(around(4, 1.22 * 5.9)),
  triangle: cornered([[0, -1.15 * R], [1.12 * R, 0.85 * R], [-1.12 * R, 0.85 * R]]),
  square: cornered([[-s, -s], [s, -s], [s, s], [-s, s]]),
  star: cornered(around(5, 1.3 * R, 0.62 * R)),
  hexagon: cornered(around(6, 1.08 * R, 1.08 * R, 0)),
  page: cornered([[-0.75 * R, -R], [0.3 * R, -R], [0.75 * R, -0.55 * R], [0.75 * R, R], [-0.75 * R, R]]),
  frame: { outline: circle(5), hollow: true, inner: circle(2.2) },
  merge: { outline: "M-6 -4C-1 -4 -1 0 3 0M-6 4C-1 4 -1 0 3 0M3 -3L7 0L3 3Z", line: true },
  block: { outline: "M-4 -5H4Q6 -5 6 -3V3Q6 5 4 5H-4Q-6 5 -6 3V-3Q-6 -5 -4 -5Z" },
  person: { outline: circle(2.7, 0, -3) + "M-5 6A5 5 0 0 1 5 6Z" },
  post: { outline: circle(5), hollow: true, letter: "C" },
  sector: { outline: circle(5), hollow: true, letter: "#" },
  minus: { outline: circle(5), hollow: true, inner: "M-2.6 0H2.6", stroked: true },
  plus: { outline: circle(5), hollow: true, inner: "M-2.6 0H2.6M0 -2.6V2.6", stroked: true },
  lines: { outline: circle(5), hollow: true, inner: "M-2.4 -1.6H2.4M-2.4 0H2.4M-2.4 1.6H2.4", stroked: true },
  quote: { outline: circle(5), hollow: true, letter: "“" },
  number: { outline: circle(5), hollow: true, letter: "1" },
  place: { outline: "M0 6C-4 1 -4.6 -1 -4.6 -2A4.6 4.6 0 0 1 4.6 -2C4.6 -1 4 1 0 6Z", hollow: true, inner: circle(1.6, 0, -2) },
  dot: { outline: circle(2.6) },
  glass: { outline: circle(3.8, -1, -1) + "M2 2L6 6", line: true },
  source: { outline: circle(5), hollow: true, letter: "S" },
  ring: { outline: circle(4.5), hollow: true },
  successor: { outline: circle(6.5), hollow: true, inner: circle(1.7) },
};

/** How each state draws: filled or hollow, dash of the mark, dash of the lines, what stands inside. */
export const LOOKS = {
  good: { fill: true, line: [] },
  "under-way": { fill: true, half: true, line: [] },
  lapsed: { fill: false, line: [4, 3] },
  planned: { fill: false, dash: [1.6, 1.8], line: [1.5, 3] },
  missed: { fill: false, bar: true, line: [] },
  dropped: { fill: false, bar: true, line: [1.5, 3] },
  unknown: { fill: false, letter: "?", line: [1, 4] },
  "not-yet": { fill: false, dash: [1.6, 1.8], line: [1.5, 3] },
};

export function shapeOf(name) {
  return SHAPES[name] || SHAPES.ring;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(name, attributes = {}, text = "") {
  const at = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) at.setAttribute(key, value);
  if (text) at.textContent = text;
  return at;
}

/** Fills an <svg viewBox="-9 -9 18 18"> with the mark. */
export function drawGlyph(target, shapeName, token, look = LOOKS.good) {
  const shape = shapeOf(shapeName);
  const colour = `var(--${token})`;
  const hollow = shape.hollow || !look.fill;
  const parts = [svg("path", {
    d: shape.outline,
    fill: shape.line ? "none" : hollow ? "var(--bg)" : colour,
    stroke: hollow || shape.line ? colour : "none",
    "stroke-width": hollow ? 1.6 : 1.4,
    "stroke-dasharray": look.dash ? look.dash.join(" ") : "none",
  })];
  if (shape.inner) parts.push(svg("path", { d: shape.inner, fill: shape.stroked ? "none" : colour, stroke: shape.stroked ? colour : "none", "stroke-width": 1.4 }));
  if (look.half && shapeName === "square") parts.push(svg("path", { d: `M0 ${-s + 0.8}H${s - 0.8}V${s - 0.8}H0Z`, fill: "var(--bg)" }));
  if (look.bar) parts.push(svg("path", { d: "M-4.5 4.5L4.5 -4.5", stroke: "var(--ink)", "stroke-width": 1.8, fill: "none" }));
  const letter = look.letter || shape.letter;
  if (letter) parts.push(svg("text", { y: 2.8, "text-anchor": "middle", "font-size": 7.5, "font-weight": 650, fill: shape.letter ? "var(--ink2)" : colour }, letter));
  target.replaceChildren(...parts);
}
