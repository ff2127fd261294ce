// The picture as a file and on paper: PNG at double size, SVG with text as text; the same state gives the same bytes.

import { state } from "./state.js";
import { picture } from "./pictures.js";
import { country, countryScene } from "./country-scene.js";
import { theCamera } from "./country.js";
import { chosenIn, geometry } from "./country-geometry.js";
import { paintCountry } from "./country-paint.js";
import { paintNetwork } from "./network-picture.js";
import { paintSheet, sheetSize } from "./export-sheet.js";
import { inTokens } from "./paint.js";
import { SvgContext } from "./svg-context.js";
import { fold } from "./fold.js";
import { nameOf, t } from "./words.js";

const SCALE = 2;

/** Gives the reader a file. */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Words as a file name bears them anywhere: small Latin letters, digits and hyphens. */
function plain(words) {
  return fold(words).replace(/[^a-z0-9]+/g, "-").slice(0, 48).replace(/^-+|-+$/g, "");
}

/** What the file shows: view, boundaries and, of a picture, the selection. */
export function fileName(end, chosen = state.sel) {
  const lens = state.lens === "signed" || state.lens === "today" ? t("lens." + state.lens) : state.lens;
  return `${[t("product"), t("view." + state.view), lens, ...chosen.map(nameOf)].map(plain).filter(Boolean).join("_")}.${end}`;
}

/** Paints the country as a camera sees it, with what is selected. */
function paintThrough(camera) {
  const scene = countryScene();
  const shapes = Object.assign({}, chosenIn(geometry(scene, camera), state.sel[0]), { tools: null });
  return (ctx) => paintCountry(ctx, scene, shapes, { selected: state.sel });
}

function seen() {
  const canvas = picture().canvas(), wide = canvas.clientWidth, tall = canvas.clientHeight;
  return { wide, tall, camera: Object.assign({}, theCamera(), { w: wide, h: tall }) };
}

function measured() {
  return document.createElement("canvas").getContext("2d");
}

/** The picture at double size, painted again. */
function asPng() {
  const { wide, tall, camera } = seen(), out = document.createElement("canvas"), [width, height] = sheetSize(wide, tall);
  out.width = width * SCALE;
  out.height = height * SCALE;
  const ctx = out.getContext("2d");
  ctx.scale(SCALE, SCALE);
  paintSheet(ctx, wide, tall, state.view === "country" ? paintThrough(camera) : () => paintNetwork(ctx, SCALE));
  return out;
}

/** The country as an SVG element, with headline, legend, day and licence. */
function asSvg() {
  const { wide, tall, camera } = seen(), ctx = new SvgContext(...sheetSize(wide, tall), measured());
  paintSheet(ctx, wide, tall, paintThrough(camera));
  return ctx.named(document.getElementById("kg-headline").textContent);
}

/** The whole country in the tokens of the page, so that it is light on paper. */
function forPaper() {
  const [w, h] = country.world, ctx = new SvgContext(w, h, measured());
  inTokens(() => paintThrough({ k: 1, tx: 0, ty: 0, w, h })(ctx));
  return ctx.named(t("view.country"));
}

export function savePng() {
  if (!picture() || !picture().canvas() || !picture().canvas().width) return;
  asPng().toBlob((blob) => save(blob, fileName("png")));
}

export function saveSvg() {
  if (state.view !== "country") return;
  save(new Blob([new XMLSerializer().serializeToString(asSvg())], { type: "image/svg+xml" }), fileName("svg"));
}

export function startExport() {
  window.addEventListener("beforeprint", () => { if (state.view === "country") document.getElementById("kg-print-picture").replaceChildren(forPaper()); });
}
