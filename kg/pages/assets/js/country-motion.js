// From one map to the other: the discs travel to where they are now, then units, names and marks fade in.

import { stage, shapesNow, pictured, perform, redraw } from "./country-stage.js";
import { standOf } from "./country-scene.js";
import { paintDot } from "./paint-units.js";
import { eased, move } from "./country-flight.js";

/** The old picture goes while the discs travel; the new one comes after. In ms. */
const TRAVEL = 600, AWAY = 160, COME = 180;

/** Where each disc of the map as signed is drawn, in either picture. */
function dotsOf(scene, shapes) {
  const out = new Map();
  for (const shape of shapes.stands.values()) for (const dot of shape.dots) out.set(dot.id, dot);
  return { part: scene.part, at: out };
}

/** The same disc in both pictures: by its own id, or by the unit that draws it today. */
function pairs(was, is) {
  const [signed, today] = was.part === "signed" ? [was, is] : [is, was], out = [];
  for (const [id, dot] of signed.at) {
    const other = today.at.get(id) || today.at.get(standOf(id, "today"));
    if (other) out.push(was === signed ? [dot, other] : [other, dot]);
  }
  return out;
}

function mixed([a, b], t) {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t, r: a.r + (b.r - a.r) * t, city: b.city };
}

/** What must be known of the picture before it changes. */
export function asItWas() {
  return { picture: pictured(), dots: dotsOf(stage().scene, shapesNow()) };
}

/** Plays the change from `asItWas()` to the picture as it is now. */
export function travel({ picture: old, dots }, end) {
  const both = pairs(dots, dotsOf(stage().scene, shapesNow())), { w, h } = stage();
  let fresh = null, ms = 0;
  const whole = (ctx, canvas, alpha) => { ctx.globalAlpha = Math.max(0, Math.min(1, alpha)); ctx.drawImage(canvas, 0, 0, w, h); ctx.globalAlpha = 1; };
  perform((ctx) => {
    if (ms < AWAY) whole(ctx, old, 1 - ms / AWAY);
    for (const pair of both) paintDot(ctx, mixed(pair, eased(ms / TRAVEL)));
    if (ms <= TRAVEL) return;
    fresh = fresh || pictured();
    whole(ctx, fresh, (ms - TRAVEL) / COME);
  });
  move(TRAVEL + COME, (now) => { ms = now; redraw(); }, () => { perform(null); end(); });
}
