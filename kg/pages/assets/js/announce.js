// One polite live region: every change is said once.

let waiting = 0;

export function announce(text) {
  const region = document.getElementById("kg-live");
  window.clearTimeout(waiting);
  waiting = window.setTimeout(() => { region.textContent = text; }, 60);
}
