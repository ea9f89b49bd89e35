/** npm passes a Ctrl-C on that has reached us already: within this time it is the same wish. */
const SAME_WISH_MS = 1000;
const PARENT_CHECK_MS = 1000;

/**
 * Calls `stop` at the first SIGTERM or SIGINT, `force` at a later one, and ends the process at any after that. A killed npm
 * passes no signal on: its disappearance is the wish to stop as well.
 */
export function onStopSignal(stop: () => void, force: () => void): () => void {
  const reactions = [stop, force, () => process.exit(1)];
  let lastMs = Number.NEGATIVE_INFINITY;
  const receive = () => {
    const nowMs = performance.now();
    if (nowMs - lastMs < SAME_WISH_MS) return;
    lastMs = nowMs;
    reactions.shift()?.();
  };
  process.on("SIGTERM", receive);
  process.on("SIGINT", receive);
  const watch = process.env.npm_lifecycle_event ? watchParent(receive) : undefined;
  return () => {
    process.off("SIGTERM", receive);
    process.off("SIGINT", receive);
    clearInterval(watch);
  };
}

function watchParent(gone: () => void): NodeJS.Timeout {
  const { ppid } = process;
  const watch = setInterval(() => {
    if (process.ppid === ppid) return;
    clearInterval(watch);
    gone();
  }, PARENT_CHECK_MS);
  return watch.unref();
}
