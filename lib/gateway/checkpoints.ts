import { log } from "../log";
import type { UsageRecord } from "../usage";
import type { Call } from "./call";
import type { GatewayDeps } from "./deps";
import { recordOf } from "./record";

const EVERY_MS = 1000;
/** Shorter calls are recorded at their end alone. */
const LONG_MS = 1000;

/** Notes each second how far long calls have come, so that what they used is charged though the process be killed. */
export class Checkpoints {
  readonly #timer = setInterval(() => this.#note(), EVERY_MS).unref();
  #noted = false;

  constructor(
    /** In the order in which they began. */
    private readonly open: Iterable<Call>,
    private readonly usage: GatewayDeps["usage"],
  ) {}

  stop(): void {
    clearInterval(this.#timer);
  }

  #note(): void {
    const longMs = performance.now() - LONG_MS;
    const long: Call[] = [];
    for (const call of this.open) {
      if (call.startedMs > longMs) break;
      if (call.upstream !== null && !call.over) long.push(call);
    }
    // Once more when there are none left: what was noted before is over.
    if (long.length > 0 || this.#noted) this.usage.checkpoint(long.flatMap(noted));
    this.#noted = long.length > 0;
  }
}

/** Nobody else would catch what this throws. */
function noted(call: Call): UsageRecord[] {
  try {
    return [recordOf(call)];
  } catch (error) {
    log.error({ requestId: call.requestId, err: error }, "gateway: a call under way could not be noted");
    return [];
  }
}
