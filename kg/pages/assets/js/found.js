// How well a thing answers a query: by its names, by its dates in any way of writing, by words of both. Pure.

import { fold, foldUnit } from "./fold.js";

const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

function forms(year, month, day) {
  const unpadded = (text) => String(Number(text));
  const months = [...new Set([month, unpadded(month)])], name = MONTHS[Number(month) - 1] || "";
  if (!day) return [...months.flatMap((m) => [`${m} ${year}`, `${year} ${m}`, `thang ${m} nam ${year}`]), `${name} ${year}`, `${name.slice(0, 3)} ${year}`];
  const days = [...new Set([day, unpadded(day)])];
  return [...days.flatMap((d) => months.flatMap((m) => [`${d} ${m} ${year}`, `${year} ${m} ${d}`, `ngay ${d} thang ${m} nam ${year}`])),
    ...days.flatMap((d) => [`${d} ${name} ${year}`, `${d} ${name.slice(0, 3)} ${year}`])];
}

/** Every way of writing the days and months of an EDTF date, as one key: "13 3 2022 · 2022 03 13 · 13 mar 2022". */
export function dateKey(when) {
  return [...when.matchAll(/(\d{4})(?:-(\d\d))?(?:-(\d\d))?/g)].flatMap(([, year, month, day]) => (month ? forms(year, month, day) : [year])).join(" · ");
}

/** The words of a query; a date is one term, and a number must be whole unless it is still being typed. */
function termsOf(query) {
  const tokens = query.trim().split(/\s+/u);
  return tokens.flatMap((token, i) => {
    const key = fold(token), dated = /^\d+([/.-]\d+)+$/.test(token);
    return (dated ? [key] : key.split(" ")).filter(Boolean).map((text) => ({ text, whole: /^\d[\d ]*$/.test(text) && i < tokens.length - 1 }));
  });
}

/** What a query asks for: its key, the same without the words for a unit's category, and its terms. */
export function asking(query) {
  return { key: fold(query), bare: foldUnit(query), terms: termsOf(query) };
}

function has(name, { text, whole }) {
  return whole ? ` ${name} `.includes(` ${text} `) : ` ${name}`.includes(` ${text}`);
}

function byPhrase(names, key, bare) {
  let best = 0;
  for (const name of names) {
    if (name === key || name === bare) return 5;
    if (name.startsWith(key)) best = Math.max(best, 3);
    else if (` ${name}`.includes(` ${key}`)) best = Math.max(best, 2);
  }
  return best;
}

/** Each term in one name, or at least each somewhere: below whatever has the whole phrase. */
function byTerms({ keys, date, words }, terms) {
  if (terms.length < 2) return 0;
  if (keys.some((name) => terms.every((term) => has(name, term)))) return 1.35;
  return terms.every((term) => [...keys, date, words].some((name) => has(name, term))) ? 1.2 : 0;
}

/** 0 where it does not answer; 5 where a name is what was asked for. */
export function answers(entry, { key, bare, terms }) {
  return byPhrase(entry.keys, key, bare) || (bare !== key && byPhrase(entry.keys, bare, bare)) || (has(entry.date, { text: key, whole: false }) ? (entry.rough ? 1.9 : 2) : byTerms(entry, terms));
}
