// vis-network stands in the page as text and runs when the Network is first shown: no other view waits for it.

const text = document.getElementById("kg-library");

/** Whether the page carries vis-network. */
export function isCarried() { return text !== null; }

/** vis-network; its text is one of those whose hash the page's policy allows to run. */
export function library() {
  if (!window.vis) {
    const script = document.createElement("script");
    script.textContent = text.textContent;
    document.head.append(script);
  }
  return window.vis;
}
