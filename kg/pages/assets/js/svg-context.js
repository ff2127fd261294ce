// The part of CanvasRenderingContext2D that our painters call, written as SVG elements: text stays text.

import { svg } from "./marks.js";
import { FAMILY } from "./paint.js";

/** The file is opened by other programs too: not each knows the font of the system by that name. */
const FAMILIES = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif';
const START = { globalAlpha: 1, fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, lineJoin: "miter", lineCap: "butt", font: "10px sans-serif", textAlign: "start",
  textBaseline: "alphabetic" };
const ANCHORS = { center: "middle", right: "end", end: "end" };

/** A number as short as a picture needs it. */
function n(value) {
  return String(Math.round(value * 100) / 100);
}

/** `650 13px "A B", c` → its weight, size and family. */
function fontOf(text) {
  const [, style, weight, size, family] = /^(italic )?(?:(\d+) )?([\d.]+)px (.*)$/.exec(text);
  return Object.assign({ "font-size": size }, family !== FAMILY && { "font-family": family }, weight && { "font-weight": weight }, style && { "font-style": "italic" });
}

export class SvgContext {
  /** `measured`: a canvas context, asked for widths of texts. */
  constructor(width, height, measured) {
    this.element = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${n(width)} ${n(height)}`, width: n(width), height: n(height), "font-family": FAMILIES });
    this.measured = measured;
    this.place = [1, 0, 0];
    this.dash = [];
    this.saved = [];
    this.path = [];
    this.halo = null;
    Object.assign(this, START);
  }

  /** The element, with a name for whoever cannot see it. */
  named(title) {
    this.element.setAttribute("role", "img");
    this.element.prepend(svg("title", {}, title));
    return this.element;
  }

  /** True: paths go to fill() and stroke() as data strings, never as Path2D. */
  get takesPathData() { return true; }

  save() { this.saved.push([this.place, this.dash, Object.keys(START).map((name) => [name, this[name]])]); }
  restore() {
    const [place, dash, values] = this.saved.pop();
    Object.assign(this, { place, dash }, Object.fromEntries(values));
  }
  translate(x, y) { const [k, e, f] = this.place; this.place = [k, e + k * x, f + k * y]; }
  /** The same in both directions: nothing of ours is stretched. */
  scale(by) { const [k, e, f] = this.place; this.place = [k * by, e, f]; }

  beginPath() { this.path = []; }
  moveTo(x, y) { this.path.push(`M${n(x)} ${n(y)}`); }
  lineTo(x, y) { this.path.push(`L${n(x)} ${n(y)}`); }
  closePath() { this.path.push("Z"); }
  quadraticCurveTo(cx, cy, x, y) { this.path.push(`Q${n(cx)} ${n(cy)} ${n(x)} ${n(y)}`); }
  rect(x, y, w, h) { this.path.push(`M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}Z`); }
  /** Whole circles only. */
  arc(x, y, r) { this.path.push(`M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0Z`); }
  roundRect(x, y, w, h, radius) {
    const r = Math.min(radius, w / 2, h / 2), turn = (dx, dy) => `a${n(r)} ${n(r)} 0 0 1 ${n(dx)} ${n(dy)}`;
    this.path.push(`M${n(x + r)} ${n(y)}h${n(w - 2 * r)}${turn(r, r)}v${n(h - 2 * r)}${turn(-r, r)}h${n(2 * r - w)}${turn(-r, -r)}v${n(2 * r - h)}${turn(r, -r)}Z`);
  }

  fillRect(x, y, w, h) { this.put("path", { d: `M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}Z`, fill: this.fillStyle }); }
  fill(data = this.path.join("")) { if (data) this.put("path", { d: data, fill: this.fillStyle }); }
  stroke(data = this.path.join("")) { if (data) this.put("path", Object.assign({ d: data, fill: "none" }, this.line())); }
  setLineDash(list) { this.dash = list; }

  measureText(text) {
    this.measured.font = this.font;
    return this.measured.measureText(text);
  }
  /** The halo of the text that is filled next. */
  strokeText(text, x, y) { this.halo = Object.assign({ "paint-order": "stroke" }, this.line(), { text, x, y }); }
  fillText(text, x, y) {
    const { halo } = this, own = halo && halo.text === text && halo.x === x && halo.y === y;
    this.halo = null;
    const middle = this.textBaseline === "middle" ? { "dominant-baseline": "central" } : {}, anchor = ANCHORS[this.textAlign] && { "text-anchor": ANCHORS[this.textAlign] };
    this.put("text", Object.assign({}, own && halo, { x: n(x), y: n(y), fill: this.fillStyle }, fontOf(this.font), middle, anchor), text);
  }

  line() {
    return Object.assign({ stroke: this.strokeStyle, "stroke-width": n(this.lineWidth) }, this.lineJoin !== "miter" && { "stroke-linejoin": this.lineJoin },
      this.dash.length > 0 && { "stroke-dasharray": this.dash.map(n).join(" ") });
  }

  put(tag, attributes, text = "") {
    const [k, e, f] = this.place, moved = e || f ? `translate(${n(e)} ${n(f)})` : "", scaled = k !== 1 ? `scale(${n(k)})` : "";
    const all = Object.assign({}, attributes, (moved || scaled) && { transform: moved + scaled }, this.globalAlpha !== 1 && { opacity: n(this.globalAlpha) });
    delete all.text;
    this.element.append(svg(tag, all, text));
  }
}
