// Work that can wait: done in slices while the browser has nothing else to do, or at once when it is wanted.

/** What a browser without idle callbacks gets: so many ms of work, so many ms apart. */
const SLICE = 8, PAUSE = 40;

function whenIdle(run) {
  if (window.requestIdleCallback) window.requestIdleCallback(run);
  else window.setTimeout(() => { const end = performance.now() + SLICE; run({ timeRemaining: () => end - performance.now() }); }, PAUSE);
}

/** {later(items): `act` on each in idle time, instead of what was left of earlier ones; now(): on all that are left}. */
export function inIdle(act) {
  let left = [], next = 0, asked = false;
  const slice = (deadline) => {
    asked = false;
    while (next < left.length && deadline.timeRemaining() > 1) act(left[next++]);
    ask();
  };
  const ask = () => { if (next < left.length && !asked) { asked = true; whenIdle(slice); } };
  return {
    later(items) { left = items; next = 0; ask(); },
    now() { while (next < left.length) act(left[next++]); },
  };
}
