// What a change of the state is called, for the live region: every change is said once.

import { doc } from "./doc.js";
import { state, listen } from "./state.js";
import { shown, stateOf, partyCount } from "./filters.js";
import { announce } from "./announce.js";
import { stateName } from "./headline.js";
import { t, day, number, nameOf } from "./words.js";

const FILTERS = ["hide", "off", "sector", "size", "only", "live", "from", "to", "undated"];

/** "Đã chọn: …, 3 bên, hết hạn 2025". */
function selection() {
  if (!state.sel.length) return t("said.cleared");
  if (state.sel.length > 1) return t("said.selected", { what: t("two", { a: nameOf(state.sel[0]), b: nameOf(state.sel[1]) }) });
  const node = doc.nodes.get(state.sel[0]);
  const parts = [nameOf(state.sel[0])];
  if (node && node.matter) {
    const now = stateOf(node), n = partyCount(node);
    if (n) parts.push(t("sizes.n", { n: number(n) }));
    if (now) parts.push(now === "lapsed" && node.life.last_day ? t("said.until", { year: node.life.last_day.slice(0, 4) }) : stateName(now));
  }
  return t("said.selected", { what: parts.join(", ") });
}

function lens() {
  return t("said.lens", { lens: state.lens === "signed" || state.lens === "today" ? t("lens." + state.lens) : day(state.lens) });
}

const SAYS = {
  view: () => t("said.view", { view: t("view." + state.view) }),
  lang: () => t("said.lang"),
  theme: () => t(state.theme === "dark" ? "said.theme.dark" : "said.theme.light"),
  lens,
  sel: selection,
  depth: () => t("said.depth", { n: number(state.depth) }),
  sort: () => (state.sort ? t("said.sort", { column: t("col." + state.sort.replace("-", "")) }) : ""),
};

/** Says every change that comes after. */
export function startSaying() {
  listen((changed) => {
    const texts = Object.keys(SAYS).filter((name) => changed.has(name)).map((name) => [SAYS[name](), name]);
    if (FILTERS.some((name) => changed.has(name))) texts.push([t("said.filter", { n: number(shown().matters.length) }), "filter"]);
    for (const [text, about] of texts) if (text) announce(text, about);
  });
}
