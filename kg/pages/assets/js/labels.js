// Labels: greedy, the important first, none over another or over a mark. Sizes are pixels of the screen.

const CELL = 32;

/** A grid of taken boxes in pixels of the screen. */
export class Taken {
  constructor() { this.cells = new Map(); }
  each(box, visit) {
    for (let x = Math.floor(box[0] / CELL); x <= Math.floor(box[2] / CELL); x++) for (let y = Math.floor(box[1] / CELL); y <= Math.floor(box[3] / CELL); y++) if (visit(x * 1e6 + y)) return true;
    return false;
  }
  add(box) {
    this.each(box, (key) => { if (!this.cells.has(key)) this.cells.set(key, []); this.cells.get(key).push(box); return false; });
  }
  hits(box, own) {
    return this.each(box, (key) => (this.cells.get(key) || []).some((other) => other !== own && other[0] < box[2] && box[0] < other[2] && other[1] < box[3] && box[1] < other[3]));
  }
}

function candidates(item, w, h, gap) {
  const { x, y, rx, ry } = item;
  const right = [x + rx + gap, y - h / 2], left = [x - rx - gap - w, y - h / 2];
  const below = [x - w / 2, y + ry + 2], above = [x - w / 2, y - ry - 2 - h];
  const shifted = [[x - w * 0.2, y + ry + 2], [x - w * 0.8, y + ry + 2], [x - w * 0.2, y - ry - 2 - h], [x - w * 0.8, y - ry - 2 - h]];
  if (item.side === "b") return [below, right, left, above, ...shifted];
  return item.side === "l" ? [left, right, below, above, ...shifted] : [right, left, below, above, ...shifted];
}

/**
 * Places labels. `items`: {id, x, y, rx, ry, side, lines: [{text, font, height}], must} in order of importance, in
 * pixels of the screen; `measure(text, font)` gives a width; none leaves [left, top, right, bottom]. Returns [{item, x, y, w, h}] of those that fit.
 */
export function placeLabels(items, measure, [left, top, right, bottom]) {
  const taken = new Taken();
  const own = new Map();
  const inside = (box) => box[0] >= left && box[2] <= right && box[1] >= top && box[3] <= bottom;
  for (const item of items) {
    const box = [item.x - item.rx, item.y - item.ry, item.x + item.rx, item.y + item.ry];
    own.set(item.id, box);
    taken.add(box);
  }
  const out = [];
  for (const item of items) {
    if (!item.lines || !item.lines.length) continue;
    const w = Math.max(...item.lines.map((line) => measure(line.text, line.font)));
    const h = item.lines.reduce((sum, line) => sum + line.height, 0);
    const spot = candidates(item, w, h, 5).find(([x, y]) => {
      const box = [x - 1, y, x + w + 1, y + h];
      return inside(box) && !taken.hits(box, own.get(item.id));
    });
    if (!spot) continue;
    const box = [spot[0] - 1, spot[1], spot[0] + w + 1, spot[1] + h];
    taken.add(box);
    out.push({ item, x: spot[0], y: spot[1], w, h });
  }
  return out;
}
