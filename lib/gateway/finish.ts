import { log } from "../log";
import type { UsageRecord } from "../usage";
import type { Call } from "./call";
import type { GatewayDeps } from "./deps";
import { recordOf } from "./record";

/**
 * The calls that end within one turn of the event loop. All of them are recorded in one write before the first of them ends for its
 * client: whatever a client saw whole is on record, though the process be killed.
 */
export class Endings {
  #calls: Call[] = [];

  constructor(private readonly deps: Pick<GatewayDeps, "counters" | "usage">) {}

  add(call: Call): void {
    if (call.over) return;
    call.over = true;
    if (this.#calls.push(call) === 1) setImmediate(flush, this);
  }

  /** At the end of the turn, and once more when the gateway closes. */
  flush(): void {
    if (this.#calls.length === 0) return;
    const calls = this.#calls;
    this.#calls = [];
    const records = calls.flatMap(this.#record);
    this.deps.usage.append(records);
    if (log.isLevelEnabled("debug")) for (const record of records) log.debug(record, "call");
    for (const call of calls) end(call);
  }

  /** One call that cannot be accounted for must not keep the others from ending. */
  readonly #record = (call: Call): UsageRecord[] => {
    try {
      return [this.#account(call)];
    } catch (error) {
      log.error({ requestId: call.requestId, err: error }, "gateway: a call could not be accounted for");
      if (call.reservation) this.deps.counters.release(call.reservation);
      return withoutUsage(call);
    }
  };

  /** What was held becomes what was used; nothing where nothing was sent. */
  #account(call: Call): UsageRecord {
    const record = recordOf(call);
    const { reservation } = call;
    if (reservation === null) return record;
    const { inputTokens, outputTokens, costNanoUsd } = record;
    if (call.upstream === null) this.deps.counters.release(reservation);
    else {
      const used = { tokens: inputTokens + outputTokens, costNanoUsd: costNanoUsd ?? 0n };
      this.deps.counters.settle(reservation, used);
    }
    return record;
  }
}

/** That there was a call is on record all the same. */
function withoutUsage(call: Call): UsageRecord[] {
  call.upstream = null;
  call.usage = null;
  call.estimated = true;
  try {
    return [recordOf(call)];
  } catch {
    // Told above.
    return [];
  }
}

const flush = (endings: Endings): void => endings.flush();

/** Ends a call with its last bytes, at the end of this turn. The first ending counts. */
export function finish(
  call: Call,
  last: string | Buffer | null = null,
  encoding: BufferEncoding = "utf8",
): void {
  if (call.over) return;
  call.last = last;
  call.lastEncoding = encoding;
  call.endings.add(call);
}

/** Ends a call by breaking its connection, so that its client sees an error where a clean end would pass for the whole answer. */
export function cutOff(call: Call): void {
  if (call.over) return;
  call.cut = true;
  call.endings.add(call);
}

function end(call: Call): void {
  const { req, res, last } = call;
  if (call.ended) return;
  if (!call.cut) {
    if (last === null) res.end();
    else res.end(last, call.lastEncoding);
    return;
  }
  // Before chunked encoding, only a reset differs from the end of the body.
  if (req.httpVersionMajor === 1 && req.httpVersionMinor === 0) res.socket?.resetAndDestroy();
  else res.destroy();
}
