// The address of what is shown, for somebody else who has this file.

import { announce } from "./announce.js";
import { notice } from "./history.js";
import { t } from "./words.js";

function told() {
  notice(t("link.copied"), true);
  announce(t("link.copied"));
}

/** Where the browser does not let a page copy, the reader does it: the address stands there, marked. */
function show() {
  const place = document.getElementById("kg-address"), box = place.querySelector("input");
  place.hidden = false;
  box.value = location.href;
  box.focus();
  box.select();
  announce(t("link.refused"));
}

export function copyLink() {
  const copied = navigator.clipboard ? navigator.clipboard.writeText(location.href) : Promise.reject(new Error("no clipboard"));
  copied.then(told, show);
}

export function startLink() {
  const place = document.getElementById("kg-address"), opener = document.getElementById("kg-download");
  const away = () => { place.hidden = true; opener.focus(); };
  place.querySelector("button").addEventListener("click", away);
  place.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); away(); } });
}
