// The card beside a mark or a line: what it is, when, and between whom.

import { doc } from "./doc.js";
import { captionOf } from "./scene.js";
import { mergedFrom } from "./merged.js";
import { badgeOf, badgeText } from "./network-badges.js";
import { theScene } from "./network.js";
import { stateName } from "./headline.js";
import { stateOf, homeParties, span } from "./filters.js";
import { said, t, day, nameOf } from "./words.js";

function some(list) { return list.slice(0, 6).join("; ") + (list.length > 6 ? "; …" : ""); }

/** What a thing of the picture is, as one line for those who do not see it and three for those who do. */
function aboutThing(id) {
  const badge = badgeOf(id, theScene());
  if (badge) return [badgeText(badge), nameOf(badge.id), some(badge.inside.map((node) => said(node.label)))];
  const item = theScene().nodes.get(id);
  if (!item) return null;
  const { node } = item;
  if (item.pill) return [said(node.kind) || said(node.type), captionOf(item), some(item.pill.map((one) => said(one.node.label)))];
  const now = stateOf(node);
  const made = item.from ? mergedFrom(id).filter(() => item.members.length > 0) : [];
  const parties = node.parties.length ? homeParties(node, span()).map(nameOf).join(", ") : made.length ? t("made.of", { units: made.map(nameOf).join(" + ") }) : "";
  return [[said(node.kind) || said(node.type), now ? stateName(now) : ""].filter(Boolean).join(" · "), doc.units.has(id) ? nameOf(id) : said(node.label), [day(node.when), parties].filter(Boolean).join(" · ")];
}

function aboutEdge(edge) {
  if (edge.pair) return aboutNode(doc.nodes.get(edge.pair));
  const name = (id) => { const item = theScene().nodes.get(id); return item && item.pill ? captionOf(item) : nameOf(id); };
  return [said(doc.properties[edge.edge.property]), `${name(edge.source)} – ${name(edge.target)}`, edge.count > 1 ? t("links.n", { n: edge.count }) : ""];
}

function aboutNode(node) {
  const now = stateOf(node);
  return [[said(node.kind) || said(node.type), now ? stateName(now) : ""].filter(Boolean).join(" · "), said(node.label), [day(node.when), homeParties(node, span()).map(nameOf).join(", ")].filter(Boolean).join(" · ")];
}

/** Puts the card away. */
export function hideTip() { document.getElementById("kg-tip").hidden = true; }

/** Shows the card of a mark, a badge or a line (an edge of the scene) beside a point of the picture. */
export function showTip(thing, at) {
  const card = document.getElementById("kg-tip");
  const parts = typeof thing === "string" ? aboutThing(thing) : aboutEdge(thing);
  card.hidden = !parts;
  if (!parts) return;
  [".kind", ".name", ".more"].forEach((slot, i) => { card.querySelector(slot).textContent = parts[i]; });
  const box = document.getElementById("kg-picture").getBoundingClientRect();
  card.style.left = Math.max(4, Math.min(at.x + 14, box.width - card.offsetWidth - 6)) + "px";
  card.style.top = Math.max(4, at.y + 16 + card.offsetHeight > box.height ? at.y - card.offsetHeight - 12 : at.y + 16) + "px";
}

/** The same words for the live region. */
export function spoken(id) { return (aboutThing(id) || []).filter(Boolean).join(", "); }
