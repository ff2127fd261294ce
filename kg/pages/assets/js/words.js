// The frame's words in the reader's language, and how days and numbers are written in it.

import { doc } from "./doc.js";
import { state } from "./state.js";
import { writtenDate } from "./dates.js";
import { writtenNumber } from "./numbers.js";

/** One of a pair [vi, en]; where one is missing, the other. */
export function said(pair) {
  if (!pair) return "";
  return (state.lang === "en" ? pair[1] || pair[0] : pair[0] || pair[1]) || "";
}

/** A word of the frame, with `{name}` filled in; `{name:one|many}` is the first form where the value is 1. */
export function t(key, values = {}) {
  const text = doc.words[key] ? said(doc.words[key]) : key;
  return text.replace(/\{(\w+)(?::([^|{}]*)\|([^{}]*))?\}/g, (whole, name, one, many) => {
    if (!(name in values)) return whole;
    return one === undefined ? String(values[name]) : String(values[name]) === "1" ? one : many;
  });
}

/** A day or another EDTF date in the reader's way of writing. */
export function day(text) {
  return writtenDate(text, state.lang);
}

/** Two ends of a time as "2020–2025"; where they are one, that one. */
export function period([from, to]) {
  return from === to ? day(from) : `${day(from)}–${day(to)}`;
}

export function number(value) {
  return writtenNumber(value, state.lang);
}

/** The name of a thing: a unit, a node or, if the page does not hold it, its id. */
export function nameOf(id) {
  const thing = doc.units.get(id) || doc.nodes.get(id) || doc.regions.get(id);
  return thing ? said(thing.label) : id;
}

export function shortOf(node) {
  return said(node.short) || said(node.label);
}

/** Cut at a word, with a sign that something was cut. */
export function cut(text, most = 34) {
  if (text.length <= most) return text;
  const at = text.lastIndexOf(" ", most);
  return text.slice(0, at > 12 ? at : most) + "…";
}

/** Puts the frame's own words in: text, accessible name, placeholder, each marked in the template. */
export function wordFrame(root = document) {
  document.documentElement.lang = state.lang;
  for (const at of root.querySelectorAll("[data-word]")) at.textContent = t(at.dataset.word);
  for (const at of root.querySelectorAll("[data-word-label]")) {
    at.setAttribute("aria-label", t(at.dataset.wordLabel));
    if (at.tagName === "BUTTON") at.title = t(at.dataset.wordLabel);
  }
  for (const at of root.querySelectorAll("[data-word-placeholder]")) at.placeholder = t(at.dataset.wordPlaceholder) + "  ( / )";
}
