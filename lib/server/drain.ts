import type { Server } from "node:http";
import type { Life } from "./health";

const SWEEP_MS = 50;

/**
 * Takes no new connections, lets the requests in flight finish and closes what is idle. After `timeoutMs`, or once `force`
 * resolves, the rest is cut off. True when every request finished by itself.
 */
export async function drain(
  server: Server,
  life: Life,
  timeoutMs: number,
  force: Promise<void>,
): Promise<boolean> {
  life.phase = "draining";
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A keep-alive connection becomes idle when its request ends; nothing else would close it then.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  const finished = await Promise.race([
    closed.then(() => true),
    timeUp.then(() => false),
    force.then(() => false),
  ]);
  clearInterval(sweep);
  clearTimeout(timer);
  if (!finished) {
    server.closeAllConnections();
    await closed;
  }
  return finished;
}
