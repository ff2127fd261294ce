// One polite live region: what changes at once is said at once, in one breath; while a hand moves, only where it rests.

let waiting = 0, held = false;
const texts = new Map();

function say() {
  if (held || !texts.size) return;
  const all = [...texts.values()];
  document.getElementById("kg-live").textContent = all.filter((text, i) => !all.some((other, j) => j < i && other.startsWith(text))).join(". ");
  texts.clear();
}

function soon() {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(say, 60);
}

/** Says `text`; of several `about` the same only the last. */
export function announce(text, about = text) {
  texts.set(about, text);
  soon();
}

/** Says nothing until the first of these `events`, then the last of each. */
export function hushUntil(...events) {
  if (held) return;
  held = true;
  const end = () => {
    for (const name of events) window.removeEventListener(name, end);
    held = false;
    soon();
  };
  for (const name of events) window.addEventListener(name, end);
}
