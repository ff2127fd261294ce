// Pieces of markup: clones of the page's own <template>s, filled with text nodes only.

/** Letters that only Vietnamese has, and words that only English has: titles in English name places with all their marks. */
const MARKED = /[ăđĩũơưạ-ỹ]/iu, ENGLISH = /\b(and|between|for|of|the|with)\b/i;

/** On a page in English says of Vietnamese that it is: names, titles and notes stand as in their source. Lines joined of several texts are left. */
function tongued(node, text) {
  if (document.documentElement.lang === "en" && !text.includes(" · ") && MARKED.test(text) && !ENGLISH.test(text)) node.lang = "vi";
}

/** A clone of template `t-name`; `slots` maps a selector inside it to a text. */
export function piece(name, slots = {}) {
  const node = document.getElementById("t-" + name).content.firstElementChild.cloneNode(true);
  for (const [selector, text] of Object.entries(slots)) {
    const at = node.querySelector(selector);
    if (text === "" || text === null || text === undefined) at.remove();
    else { at.textContent = text; tongued(at, text); }
  }
  return node;
}

/** An element with a class and text or children. */
export function el(tag, className = "", ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children.filter((child) => child !== "" && child !== null && child !== undefined));
  if (children.length === 1 && typeof children[0] === "string") tongued(node, children[0]);
  return node;
}

/** A section of the panel under a caption. */
export function section(title, ...children) {
  const node = piece("section", { h3: title });
  node.append(...children);
  return node;
}

/** An address of data as a link, only where a browser would open a web page by it; else null. */
export function webAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch (fault) {
    if (fault instanceof TypeError) return null;
    throw fault;
  }
}
