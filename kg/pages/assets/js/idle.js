// Work that can wait: done in slices while the browser has nothing else to do, or at once when it is wanted.

/** So many ms of work at a time; so many ms apart in a browser that does not tell when it is idle. */
const SLICE = 8, PAUSE = 40;

function whenIdle(run) {
  if (window.requestIdleCallback) window.requestIdleCallback(run);
  else window.setTimeout(run, PAUSE);
}

/** {later(items): `act` on each in idle time, instead of what was left of earlier ones; now(): on all that are left}. */
export function inIdle(act) {
  let left = [], next = 0, asked = false;
  const slice = () => {
    asked = false;
    for (const end = performance.now() + SLICE; next < left.length && performance.now() < end;) act(left[next++]);
    ask();
  };
  const ask = () => { if (next < left.length && !asked) { asked = true; whenIdle(slice); } };
  return {
    later(items) { left = items; next = 0; ask(); },
    now() { while (next < left.length) act(left[next++]); },
  };
}
