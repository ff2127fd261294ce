// The state of a matter on a day, by the same table as Python (kg/states.json). Pure.

const TESTS = {
  before: (day, known) => Boolean(known) && day < known,
  reached: (day, known) => !known || day >= known,
  past: (day, known) => Boolean(known) && day > known,
  "not-past": (day, known) => !known || day <= known,
  known: (day, known) => Boolean(known),
};

function dateOf(life, name) {
  if (name !== "begins" && name !== "done_from") return life[name] || "";
  const known = [life.earliest, life.first_day].filter(Boolean).sort();
  if (name === "begins") return life.latest && !life.earliest ? "" : known[0] || "";
  return life.done_earliest || known[known.length - 1] || "";
}

/** A condition of a row as a question: (life, day) → whether it holds. */
function asQuestion([test, ...given]) {
  const [name] = given, holds = TESTS[test];
  if (test === "status") return (life) => given.includes(life.status || "");
  if (test === "true" || test === "false") return (life) => Boolean(life[name]) === (test === "true");
  return (life, day) => holds(day, dateOf(life, name));
}

const rowsOf = new WeakMap();

/** The first row of the table that holds; `life` and `day` carry ISO days, empty where not known. */
export function stateOn(table, life, day) {
  if (!rowsOf.has(table)) rowsOf.set(table, table.rows.map(({ state, when }) => ({ state, when: when.map(asQuestion) })));
  const found = rowsOf.get(table).find(({ when }) => when.every((holds) => holds(life, day)));
  return found ? found.state : "unknown";
}

/** The rows of the legend: what reads alike is drawn alike. */
export const ROWS = ["good", "under-way", "lapsed", "planned", "missed", "dropped", "not-yet", "unknown"];
const ROW_OF = { done: "good", "in-force": "good", renewed: "good" };

export function rowOf(state) {
  return ROW_OF[state] || (ROWS.includes(state) ? state : "unknown");
}
