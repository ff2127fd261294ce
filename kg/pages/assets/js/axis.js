// The small axis of a matter: its period, when it was concluded, the merger, today.

import { doc, merger } from "./doc.js";
import { svg, LOOKS, SHAPES } from "./marks.js";
import { t, day } from "./words.js";

function year(text) {
  const [y, m, d] = text.split("-").map(Number);
  return y + ((m || 1) - 1) / 12 + ((d || 1) - 1) / 365;
}

/** What its own day is called: of an agreement the conclusion, of a meeting that it was held. */
function madeWord(node) {
  return t({ agr: "axis.made", meet: "axis.held", proj: "axis.begun" }[node.group] || "axis.set");
}

/** What the axis shows, in words. */
function spoken(node, begin, end, made) {
  const span = begin && end && end !== begin ? `${day(begin)}–${day(end)}` : "";
  const merge = merger ? `${t("axis.merge")} ${day(merger)}` : "";
  return t("axis.label", { parts: [`${madeWord(node)} ${day(made)}`, span, merge, `${t("axis.today")} ${day(doc.meta.today)}`].filter(Boolean).join(", ") });
}

/** An <svg> for the matter, or null where no day is known. */
export function axis(node, { colour: token, shape }, row) {
  const life = node.life || {};
  const begin = life.first_day || life.earliest;
  const made = life.earliest || life.first_day;
  if (!begin && !made) return null;
  const end = life.last_day || life.latest || begin;
  const low = Math.min(year(begin || made), year(made || begin)) - 1.5;
  const high = Math.max(year(doc.meta.today), year(end)) + 0.7;
  const x = (text) => 4 + ((year(text) - low) / (high - low)) * 322;
  const out = svg("svg", { class: "axis", viewBox: "0 0 332 38", role: "img", "aria-label": spoken(node, begin, life.last_day, made) });
  const colour = `var(--${token})`;
  const look = LOOKS[row] || LOOKS.good;
  out.append(svg("line", { x1: 0, x2: 332, y1: 11, y2: 11, stroke: "var(--line)" }));
  if (life.last_day && begin) {
    out.append(svg("rect", { x: x(begin), y: 7, width: Math.max(3, x(end) - x(begin)), height: 8, rx: 1, fill: look.fill ? colour : "var(--card)",
      "fill-opacity": 0.85, stroke: colour, "stroke-width": 1.4, "stroke-dasharray": (look.line || []).join(" ") || "none" }));
  }
  const taken = [];
  const label = (at, text, anchor = "middle") => {
    const place = Math.min(Math.max(at, 24), 308);
    if (taken.some((other) => Math.abs(other - place) < 56)) return;
    taken.push(place);
    out.append(svg("text", { x: place, y: 34, "text-anchor": anchor }, text));
  };
  label(x(made), madeWord(node));
  out.append(svg("line", { x1: x(doc.meta.today), x2: x(doc.meta.today), y1: 1, y2: 20, stroke: "var(--warn)", "stroke-width": 1.5, "stroke-dasharray": "1.5 2" }));
  label(x(doc.meta.today), t("axis.today"));
  if (merger && year(merger) > low) {
    out.append(svg("line", { x1: x(merger), x2: x(merger), y1: 1, y2: 20, stroke: "var(--ink)", "stroke-width": 1.8 }));
    label(x(merger), t("axis.merge"));
  }
  out.append(svg("path", { d: SHAPES[shape].outline, transform: `translate(${x(made)} 11)`, fill: look.fill ? colour : "var(--card)", stroke: colour, "stroke-width": 1.6 }));
  return out;
}
