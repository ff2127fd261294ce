// One polite live region: what changes at once is said at once, in one breath.

let waiting = 0;
let texts = [];

export function announce(text) {
  if (!texts.some((other) => other.startsWith(text))) texts.push(text);
  window.clearTimeout(waiting);
  waiting = window.setTimeout(() => {
    document.getElementById("kg-live").textContent = texts.join(". ");
    texts = [];
  }, 60);
}
