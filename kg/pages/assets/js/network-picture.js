// The network as a picture of its own: drawn again at a larger scale, not enlarged.

import { theNetwork, redraw } from "./network.js";

/** Paints what the network's canvas shows at `scale` pixels a pixel; vis-network (9.1.2, as pyvis brings it) has one canvas, so it is lent out and given back. */
export function paintNetwork(ctx, scale) {
  const { canvas, renderer } = theNetwork(), own = canvas.frame.canvas, { width, height } = own, ratio = canvas.pixelRatio;
  const [wide, tall] = [own.clientWidth, own.clientHeight];
  Object.assign(own, { width: wide * scale, height: tall * scale });
  canvas.pixelRatio = scale;
  renderer._redraw();
  ctx.drawImage(own, 0, 0, wide, tall);
  Object.assign(own, { width, height });
  canvas.pixelRatio = ratio;
  redraw();
}
