// What the reader did in the Country view and can take back, one step at a time: where they looked, what was chosen or filtered.

/** A movement that follows the last one so soon, in ms, is the same step. */
const ONE = 900;
const MOST = 100;
/** What a step brings back; theme, language and the view are no steps of the picture. */
const FIELDS = ["lens", "sel", "hide", "off", "sector", "size", "only", "from", "to", "undated", "live", "wash"];
const steps = [];
let last = 0, undoing = false;

function remember(kind, view, patch, joins) {
  const now = performance.now(), top = steps[steps.length - 1];
  const same = joins && top && top.kind === kind && now - last < ONE;
  last = now;
  if (!same) steps.push({ kind, view, patch });
  if (steps.length > MOST) steps.shift();
}

export function canUndo() { return steps.length > 0; }

/** Remembers from where the reader moved. */
export function movedFrom(view) {
  remember("moved", view, null, true);
}

/** Remembers what was chosen before a change of the state; a drag along the time bar is one step. */
export function chosenBefore(changed, before, view) {
  const names = FIELDS.filter((name) => changed.has(name));
  if (!names.length || undoing) return;
  remember(names.join(), view, Object.fromEntries(names.map((name) => [name, before[name]])), !changed.has("sel"));
}

/** Takes the last step back: `back(where the reader looked, fields of the state or null)`. False where there is none. */
export function takeStep(back) {
  const step = steps.pop();
  if (!step) return false;
  last = 0;
  undoing = true;
  try { back(step.view, step.patch); } finally { undoing = false; }
  return true;
}
