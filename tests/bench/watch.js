// Runs before the scripts of a page: notes when it is ready, tasks that held it up, and frames while a hand pans.
// Ready: ours says so by <html data-ready>, pyvis' page by its first drawing; then one more frame and a free task.

const watch = window.kgWatch = { ready: 0, tasks: [], frames: [], counting: false };
const channel = new MessageChannel();

channel.port1.onmessage = () => { watch.ready = watch.ready || performance.now(); };

function settle() { requestAnimationFrame(() => channel.port2.postMessage(0)); }

new PerformanceObserver((list) => { for (const one of list.getEntries()) watch.tasks.push([one.startTime, one.duration]); }).observe({ type: "longtask", buffered: true });

new MutationObserver((_, self) => {
  if (!document.documentElement || !("ready" in document.documentElement.dataset)) return;
  self.disconnect();
  settle();
}).observe(document, { attributes: true, childList: true, subtree: true, attributeFilter: ["data-ready"] });

let network;
Object.defineProperty(window, "network", { configurable: true, get: () => network, set(made) {
  network = made;
  const drawn = () => made.once("afterDrawing", settle);
  if (made.physics.physicsEnabled) made.once("stabilizationIterationsDone", drawn); else drawn();
} });

watch.count = () => {
  watch.frames = [];
  watch.counting = true;
  const tick = (now) => { watch.frames.push(now); if (watch.counting) requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
};
watch.stop = () => { watch.counting = false; return watch.frames; };
/** The longest task since the page was ready. */
watch.longest = () => Math.max(0, ...watch.tasks.filter(([from]) => from >= watch.ready).map(([, took]) => took));
