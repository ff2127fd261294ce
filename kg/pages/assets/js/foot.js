// The foot of every panel: how to cite what is shown, and where to report an error.

import { doc } from "./doc.js";
import { el, webAddress } from "./pieces.js";
import { said, t, day, nameOf } from "./words.js";

function reportLine(id) {
  const line = el("p", "report-error", t("report") + ": ");
  if (!doc.meta.report) {
    line.append(t(id ? "report.none" : "report.none.page", { id, version: doc.meta.version || "–" }));
    return line;
  }
  const href = webAddress(doc.meta.report);
  const link = el(href ? "a" : "span", "", doc.meta.report);
  if (href) Object.assign(link, { href, rel: "noopener noreferrer", target: "_blank" });
  line.append(link, ` (${[id, doc.meta.version].filter(Boolean).join(", ")})`);
  return line;
}

/** Title, data version, day of the page; licence; the way for errors, with the id of the thing that is shown. */
export function foot(id = "") {
  const title = id ? `${nameOf(id)} (${id})` : said(doc.meta.title);
  const cite = t(title === t("product") ? "cite.plain" : "cite.text", { title, product: t("product"), version: doc.meta.version || "–", date: day(doc.meta.today) });
  return el("div", "foot", el("p", "", t("cite") + ": " + cite), said(doc.meta.licence) ? el("p", "", said(doc.meta.licence)) : "", reportLine(id));
}
