// What was searched: not found, found, or not searched at all; an absence is never silent.

import { doc } from "./doc.js";
import { piece, section } from "./pieces.js";
import { said, t, day } from "./words.js";

function line(one) {
  return piece("quote", { ".body": said(one.sought), ".where": t("searched.when", { date: day(one.date), where: said(one.where) }) });
}

/** Searches about every one of `lists` (ids, or lists of ids that stand for one thing). */
export function searchesAbout(lists) {
  return doc.searches.filter((one) => lists.every((ids) => [ids].flat().some((id) => one.about.includes(id))));
}

/** Sections "searched, none found" and "searched and found". */
export function searchesSection(lists) {
  const about = searchesAbout(lists);
  return [["none", "searched"], ["found", "searched.found"]].flatMap(([found, title]) => {
    const list = about.filter((one) => (one.found === "none") === (found === "none"));
    return list.length ? [section(t(title), ...list.map(line))] : [];
  });
}
