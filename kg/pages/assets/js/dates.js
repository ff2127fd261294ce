// Dates as stated (EDTF, ISO 8601-2) in the reader's way of writing. Pure.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const TEXT = {
  vi: { before: "muộn nhất ", after: "sớm nhất ", noYear: " (chưa rõ năm)", about: " (chưa chắc)", between: "trong khoảng " },
  en: { before: "by ", after: "from ", noYear: " (year not known)", about: " (uncertain)", between: "between " },
};

function plain(text, lang) {
  const [year, month, date] = text.split("-");
  const known = year !== "XXXX";
  const tail = known ? "" : TEXT[lang].noYear;
  if (!month) return known ? year : "?";
  if (lang === "en") {
    const name = MONTHS[Number(month) - 1] || month;
    return [date ? String(Number(date)) : "", name, known ? year : ""].filter(Boolean).join(" ") + tail;
  }
  return [date, date ? month : String(Number(month)), known ? year : ""].filter(Boolean).join("/") + tail;
}

/** `2022-01-22` → 22/01/2022 or 22 Jan 2022; ranges and uncertain dates in words. */
export function writtenDate(text, lang) {
  if (!text) return "";
  const set = /^\[(.*?)(\.\.)(.*?)\]$/.exec(text);
  if (set) {
    const [, first, , last] = set;
    if (first && last) return TEXT[lang].between + plain(first, lang) + "–" + plain(last, lang);
    return first ? TEXT[lang].after + plain(first, lang) : TEXT[lang].before + plain(last, lang);
  }
  if (/[?~%]$/.test(text)) return plain(text.slice(0, -1), lang) + TEXT[lang].about;
  return /^[\dX]{4}(-\d\d){0,2}$/.test(text) ? plain(text, lang) : text;
}

/** The day before a day of the calendar, in ISO. */
export function dayBefore(text) {
  const date = new Date(text + "T00:00:00Z");
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}
