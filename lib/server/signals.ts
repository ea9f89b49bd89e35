/** npm passes a Ctrl-C on that has reached us already: within this time it is the same wish. */
const SAME_WISH_MS = 1000;

/** Calls `stop` at the first SIGTERM or SIGINT, `force` at a later one, and ends the process at any after that. */
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
  return () => {
    process.off("SIGTERM", receive);
    process.off("SIGINT", receive);
  };
}
