// The state of a matter on a day, by the same table as Python (kg/states.json). Pure.

const TESTS = {
  before: (day, known) => Boolean(known) && day < known,
  reached: (day, known) => !known || day >= known,
  past: (day, known) => Boolean(known) && day > known,
  "not-past": (day, known) => !known || day <= known,
  known: (day, known) => Boolean(known),
};

function dateOf(life, name) {
  const known = [life.earliest, life.first_day].filter(Boolean).sort();
  if (name === "begins") return life.latest && !life.earliest ? "" : known[0] || "";
  if (name === "done_from") return life.done_earliest || known[known.length - 1] || "";
  return life[name] || "";
}

function holds([test, ...given], life, day) {
  if (test === "status") return given.includes(life.status || "");
  if (test === "true" || test === "false") return Boolean(life[given[0]]) === (test === "true");
  return TESTS[test](day, dateOf(life, given[0]));
}

/** The first row of the table that holds; `life` and `day` carry ISO days, empty where not known. */
export function stateOn(table, life, day) {
  for (const row of table.rows) if (row.when.every((condition) => holds(condition, life, day))) return row.state;
  return "unknown";
}

/** The rows of the legend: what reads alike is drawn alike. */
export const ROWS = ["good", "under-way", "lapsed", "planned", "missed", "dropped", "not-yet", "unknown"];
const ROW_OF = { done: "good", "in-force": "good", renewed: "good" };

export function rowOf(state) {
  return ROW_OF[state] || (ROWS.includes(state) ? state : "unknown");
}
