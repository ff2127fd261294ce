// How well a thing answers a query: by its names however spelt, by its dates in any way of writing, by words of both. Pure.

import { fold, foldUnit } from "./fold.js";

/** What stands before a unit's name beside the words of foldUnit: T. Hải Dương, TT. Huế, T.T. Huế. */
const SHORT = /^(?:t t|tt?) (?=.)/;
/** Written one for the other in names: Đắc Lắc and Đắk Lắk, Bắc Cạn and Bắc Kạn, Qui Nhơn and Quy Nhơn. */
const ALIKE = { c: "[ck]", k: "[ck]", i: "[iy]", y: "[iy]" };
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

/** Names with the letters of a query wherever they are parted ("haiduong"), and where some begin the next word ("brvt", "tthue"). */
function loose(text) {
  const letters = [...text.replaceAll(" ", "")].map((sign) => ALIKE[sign] || sign), close = letters.join(" ?");
  return letters.length < 2 ? [] : [[`^${close}$`, 1.8], [`(^| )${close}`, 1.6], ["^" + letters.join("(\\S* )?"), 1.5, true]].map(([form, rank, brief]) => ({ form: new RegExp(form, "u"), rank, brief }));
}

/** What a query asks for: its key, the same without the words for a unit's category, its letters, and its terms. */
export function asking(query) {
  const key = fold(query), bare = foldUnit(query).replace(SHORT, "");
  return { key, bare, terms: termsOf(query), spelt: loose(bare) };
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

/** Letters that are parted otherwise; only names of a few words, as those of units, are known by their initials. */
function byLetters({ keys, brief }, spelt) {
  const found = spelt.find((one) => (brief || !one.brief) && keys.some((name) => one.form.test(name)));
  return found ? found.rank : 0;
}

/** Some party is named, and all else in the query is said of the thing; or two parties and nothing else. */
function byParties(named, terms, within) {
  const rest = terms.filter(({ text }) => !named.flat().some((name) => ` ${name} `.includes(` ${text} `)));
  return named.length > (rest.length ? 0 : 1) && rest.every(within);
}

/** Each term in one name, or at least each somewhere: below whatever has the whole phrase. */
function byTerms({ keys, code, date, words, by }, key, terms) {
  if (terms.length < 2) return 0;
  if ([...keys, code].some((name) => terms.every((term) => has(name, term)))) return 1.35;
  const within = (term) => [...keys, code, date, words].some((name) => has(name, term));
  if (terms.every(within)) return 1.2;
  return byParties(by.map((names) => names.filter((name) => ` ${key} `.includes(` ${name} `))).filter((names) => names.length), terms, within) ? 1.1 : 0;
}

/** 0 where it does not answer; 5 where a name is what was asked for. */
export function answers(entry, { key, bare, terms, spelt }) {
  return byPhrase(entry.keys, key, bare) || (bare !== key && byPhrase(entry.keys, bare, bare)) || (has(entry.date, { text: key, whole: false }) && (entry.rough ? 1.9 : 2))
    || byPhrase([entry.code], key, key) / 2 || byLetters(entry, spelt) || byTerms(entry, key, terms);
}
