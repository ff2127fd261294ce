// The axis of years: columns of the histogram, and where a month or a day stands on it. Pure.

/** Columns of years of their own; earlier years share the first. */
const OWN = 16;
/** Room at the left, at the right for a handle, and between the column of what has no year and the others. */
const LEFT = 8, RIGHT = 26, GAP = 18;

/** `2019-05` or `2019` as a count of months; `end`: of its last month. */
export function monthOf(text, end = false) {
  const [year, month] = text.split("-").map(Number);
  return year * 12 + (month || (end ? 12 : 1)) - 1;
}

/** A count of months as `2019-05`. */
export function monthText(count) {
  return `${String(Math.floor(count / 12)).padStart(4, "0")}-${String((count % 12) + 1).padStart(2, "0")}`;
}

/** The day `months` later, at most the last of its month. */
export function laterBy(day, months) {
  const count = monthOf(day.slice(0, 7)) + months;
  const last = new Date(Date.UTC(Math.floor(count / 12), (count % 12) + 1, 0)).getUTCDate();
  return `${monthText(count)}-${String(Math.min(Number(day.slice(8)), last)).padStart(2, "0")}`;
}

/** Columns: `?` where something has no year, `≤2010`, then a year each to `last` or the latest year. */
export function columnsOf(names, last) {
  const years = names.filter((name) => name !== "?").map(Number).sort((a, b) => a - b);
  const high = Math.max(last, years[years.length - 1] || 0);
  const first = Math.min(Math.max(years[0] || high, high - OWN + 1), high - 5);
  const columns = names.includes("?") ? [{ name: "?", years: ["?"] }] : [];
  const early = years.filter((year) => year < first);
  if (early.length) columns.push({ name: "≤" + (first - 1), years: early.map(String), low: early[0], high: first - 1 });
  for (let year = first; year <= high; year++) columns.push({ name: String(year), years: [String(year)], low: year, high: year });
  return columns;
}

/** Where each column, month and day stands in `width`: {step, low, high, first year of its own, left(i), x(month), monthAt(px), dayX(day)}. */
export function scaleOf(columns, width) {
  const gap = columns[0].name === "?" ? GAP : 0;
  const step = (width - LEFT - RIGHT - gap) / columns.length;
  const left = (i) => LEFT + i * step + (columns[i] && columns[i].name === "?" ? 0 : gap);
  const dated = columns.map((column, i) => Object.assign({ x: left(i), from: column.low * 12, to: (column.high + 1) * 12 }, column)).filter((column) => column.low !== undefined);
  const low = dated[0].from, high = dated[dated.length - 1].to - 1;
  const first = dated.find((column) => column.low === column.high).low;
  const x = (month) => {
    const at = Math.min(Math.max(month, low), high + 1);
    const column = dated.find((one) => at < one.to) || dated[dated.length - 1];
    return column.x + (step * (at - column.from)) / (column.to - column.from);
  };
  const monthAt = (px) => {
    const column = dated.find((one) => px < one.x + step) || dated[dated.length - 1];
    return Math.min(high + 1, Math.max(low, Math.round(column.from + ((px - column.x) / step) * (column.to - column.from))));
  };
  const dayX = (day) => x(monthOf(day.slice(0, 7)) + (Number(day.slice(8)) - 1) / 31);
  return { step, low, high, first, left, x, monthAt, dayX };
}
