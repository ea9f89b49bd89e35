import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FakeUpstream, startFakeUpstream } from "../../e2e/fake-upstream";
import type { Admission, AdmissionRequest, Counters, Reservation } from "../limits";
import { formatUsd } from "../money";
import { errorOf } from "./testing";
import { ask, callSomehow, limitedGateway } from "./testing.limits";

const IN_FLIGHT = 200;
const CALLS = 800;
const MILLION = 1_000_000n;
/** More than the shortest answer to `chat()` is held at, with its prompt counted. */
const CHEAPEST = 250_000n;

type Event =
  | { kind: "reserve"; request: AdmissionRequest; admission: Admission }
  | { kind: "settle"; reservation: Reservation; costNanoUsd: bigint }
  | { kind: "release"; reservation: Reservation };

/** Writes down what is asked of the counters and what they answer, in order. */
function witness(counters: Counters, events: Event[]): Counters {
  const reserve = (request: AdmissionRequest) => {
    const admission = counters.reserve(request);
    if (admission instanceof Promise) return admission.then((admission) => seen(request, admission));
    return seen(request, admission);
  };
  const seen = (request: AdmissionRequest, admission: Admission) => {
    events.push({ kind: "reserve", request, admission });
    return admission;
  };
  return {
    reserve,
    settle(reservation, used) {
      events.push({ kind: "settle", reservation, costNanoUsd: used.costNanoUsd });
      counters.settle(reservation, used);
    },
    release(reservation) {
      events.push({ kind: "release", reservation });
      counters.release(reservation);
    },
    forget: (what) => counters.forget(what),
  };
}

/** The least that a call would hold. */
function least({ estimate }: AdmissionRequest): bigint {
  const { input, outputTokens, leastOutputTokens, outputNanoUsdPerMillion } = estimate;
  const output = BigInt(leastOutputTokens ?? outputTokens) * outputNanoUsdPerMillion;
  return input.costNanoUsd + (output + MILLION - 1n) / MILLION;
}

/** Plays what happened once more, one after the other: every decision must be the one that the sums of that moment give. */
function replay(events: Event[], limit: bigint) {
  let spent = 0n;
  const held = new Map<string, bigint>();
  const total = () => spent + [...held.values()].reduce((a, b) => a + b, 0n);
  for (const event of events) {
    if (event.kind === "reserve") {
      expect(event.admission.ok, "decided by what was spent and held").toBe(
        total() + least(event.request) <= limit,
      );
      if (!event.admission.ok) continue;
      const { id, held: hold } = event.admission.reservation;
      held.set(id, hold.costNanoUsd);
      expect(total()).toBeLessThanOrEqual(limit);
      continue;
    }
    const { id } = event.reservation;
    expect(held.has(id), "ended once").toBe(true);
    const hold = held.get(id)!;
    held.delete(id);
    if (event.kind === "release") continue;
    expect(event.costNanoUsd, "used no more than was held").toBeLessThanOrEqual(hold);
    spent += event.costNanoUsd;
  }
  return { spent, held: held.size };
}

describe(`${IN_FLIGHT} calls in flight on a budget that is nearly exhausted`, () => {
  let upstream: FakeUpstream;
  beforeAll(async () => {
    upstream = await startFakeUpstream();
  });
  afterAll(() => upstream.close());

  it("spend no more than the limit, are refused only where there is no room, and hold nothing at the end", async () => {
    const events: Event[] = [];
    const key = { costNanoUsd: 12_000_000n };
    const gateway = await limitedGateway(upstream, { key, around: (counters) => witness(counters, events) });
    const statuses: (number | null)[] = [];
    let next = 0;
    const caller = async () => {
      while (next < CALLS) statuses.push((await callSomehow(gateway, next++))?.status ?? null);
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, caller));
    await expect.poll(() => gateway.gateway.inFlight()).toBe(0);

    const { spent, held } = replay(events, key.costNanoUsd);
    expect(held).toBe(0);
    expect(gateway.records).toHaveLength(gateway.begun());
    const recorded = gateway.records.reduce((sum, { costNanoUsd }) => sum + costNanoUsd!, 0n);
    expect(recorded).toBe(spent);
    expect(spent).toBeLessThanOrEqual(key.costNanoUsd);
    for (const kind of [200, 429, 500, 502, null]) expect(statuses).toContain(kind);
    for (const { status, costNanoUsd } of gateway.records) if (status === 429) expect(costNanoUsd).toBe(0n);
    await gateway.close();
  });

  it("use up a budget exactly, and the next one passes when it is raised", async () => {
    const key = { costNanoUsd: 2_000_000n };
    const gateway = await limitedGateway(upstream, { key });
    // Each calls until nothing but what was spent stands in its way.
    const caller = async () => {
      for (;;) {
        const response = await ask(gateway);
        if (response.status === 200) await response.text();
        else if ((await errorOf(response)).code === "cost_limit_exceeded") return;
      }
    };
    await Promise.all(Array.from({ length: 20 }, caller));
    const spent = gateway.records.reduce((sum, { costNanoUsd }) => sum + costNanoUsd!, 0n);
    expect(spent).toBeLessThanOrEqual(key.costNanoUsd);
    const left = key.costNanoUsd - spent;
    expect(left, "no room for even the shortest answer").toBeLessThan(CHEAPEST);
    const refused = await ask(gateway);
    expect(refused.headers.get("x-ratelimit-remaining")).toBe(formatUsd(left));
    gateway.limits.costNanoUsd = key.costNanoUsd + CHEAPEST;
    expect((await ask(gateway)).status).toBe(200);
    await gateway.close();
  });
});
