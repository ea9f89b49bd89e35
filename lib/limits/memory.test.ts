import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { applyLocally } from "../changes";
import { StoreUnavailableError } from "../coherent-cache";
import type { Admission, Reservation } from "./counters";
import { MemoryCounters } from "./memory";
import { asking, estimate, Reference } from "./testing";

const NOW = Date.parse("2026-11-21T12:00:00Z");
let reference: Reference;
let counters: MemoryCounters;
beforeEach(() => {
  reference = new Reference();
  counters = new MemoryCounters(reference);
});
afterEach(() => counters.close());

function admitted(admission: Admission): Extract<Admission, { ok: true }> {
  if (!admission.ok) throw new Error(`refused: ${admission.code}`);
  return admission;
}

function refused(admission: Admission): Extract<Admission, { ok: false }> {
  if (admission.ok) throw new Error("admitted");
  return admission;
}

describe("a decision", () => {
  it("is there at once for a key without limits, and for one whose counters are known", async () => {
    expect(counters.reserve(asking(NOW))).not.toBeInstanceOf(Promise);
    const limited = asking(NOW, { key: { tokens: 100, requestsPerMinute: 9 } });
    const first = counters.reserve(limited);
    expect(first).toBeInstanceOf(Promise);
    admitted(await first);
    expect(counters.reserve(limited)).not.toBeInstanceOf(Promise);
  });

  it("tells how every set limit stands", async () => {
    const request = asking(NOW, {
      key: { tokens: 100, costNanoUsd: 1000n, requestsPerMinute: 5, resetPeriod: "daily" },
      organization: { requestsPerMinute: 50, concurrency: 4, prepaid: true },
      estimate: estimate(10, 20),
    });
    reference.granted = 5000n;
    const resetMs = 12 * 3_600_000;
    expect(admitted(await counters.reserve(request)).states).toMatchObject([
      { scope: "key_requests", limit: 5n, remaining: 4n, resetMs: 60_000 },
      { scope: "organization_requests", limit: 50n, remaining: 49n, resetMs: 60_000 },
      { scope: "organization_concurrency", limit: 4n, remaining: 3n, resetMs: null },
      { scope: "key_tokens", limit: 100n, remaining: 70n, resetMs },
      { scope: "key_cost", limit: 1000n, remaining: 930n, resetMs },
      { scope: "organization_credits", limit: 5000n, remaining: 4930n, resetMs: null },
    ]);
  });

  it("says how long to wait: for the window, for the end of the period, for a reservation, for tomorrow", async () => {
    const rpm = { key: { requestsPerMinute: 1 } };
    admitted(await counters.reserve(asking(NOW, { ...rpm, keyId: "a" })));
    expect(refused(await counters.reserve(asking(NOW + 250.5, { ...rpm, keyId: "a" })))).toMatchObject({
      code: "rate_limit_exceeded",
      retryAfterMs: 59_749.5,
    });
    const daily = { keyId: "b", key: { tokens: 10, resetPeriod: "daily" as const } };
    const { reservation } = admitted(
      await counters.reserve(asking(NOW, { ...daily, estimate: estimate(4, 6) })),
    );
    expect(refused(await counters.reserve(asking(NOW, daily)))).toMatchObject({
      code: "budget_reserved",
      retryAfterMs: 1000,
    });
    counters.settle(reservation, { tokens: 10, costNanoUsd: 0n });
    expect(refused(await counters.reserve(asking(NOW, daily)))).toMatchObject({
      code: "token_limit_exceeded",
      retryAfterMs: 12 * 3_600_000,
    });
    expect(
      refused(await counters.reserve(asking(NOW, { keyId: "c", key: { costNanoUsd: 1n } }))),
    ).toMatchObject({
      code: "cost_limit_exceeded",
      retryAfterMs: 86_400_000,
    });
  });

  it("burns nothing when it is no, not even in the windows that had room", async () => {
    const request = asking(NOW, {
      key: { requestsPerMinute: 5, tokens: 1 },
      organization: { requestsPerMinute: 5 },
    });
    for (let i = 0; i < 20; i++)
      expect(refused(await counters.reserve(request)).code).toBe("token_limit_exceeded");
    const affordable = { ...request, key: { ...request.key, tokens: 100 } };
    expect(admitted(await counters.reserve(affordable)).states.map((state) => state.remaining)).toEqual([
      4n,
      4n,
      98n,
    ]);
  });
});

describe("what is not known", () => {
  const limited = asking(NOW, { key: { tokens: 100 } });

  it("is read once for all who wait, and nothing is decided on a guess", async () => {
    let reads = 0;
    const source = Object.assign(new Reference(), {
      keySpend: async () => {
        reads++;
        await new Promise((resolve) => setTimeout(resolve, 20));
        return { tokens: 96, costNanoUsd: 0n };
      },
    });
    const own = new MemoryCounters(source);
    const admissions = await Promise.all(Array.from({ length: 5 }, () => own.reserve(limited)));
    expect(reads).toBe(1);
    expect(admissions.filter(({ ok }) => ok)).toHaveLength(2);
    own.close();
  });

  it("fails when it cannot be read, and is read again by the next call", async () => {
    let broken = true;
    const source = Object.assign(new Reference(), {
      keySpend: async () => {
        if (broken) throw new Error("no database");
        return { tokens: 0, costNanoUsd: 0n };
      },
    });
    const own = new MemoryCounters(source);
    await expect(own.reserve(limited)).rejects.toBeInstanceOf(StoreUnavailableError);
    broken = false;
    admitted(await own.reserve(limited));
    own.close();
  });

  it("is read again when it was forgotten while it was being read", async () => {
    const answers = [90, 99];
    const source = Object.assign(new Reference(), {
      keySpend: async () => {
        const tokens = answers.shift()!;
        await new Promise((resolve) => setTimeout(resolve, 10));
        return { tokens, costNanoUsd: 0n };
      },
    });
    const own = new MemoryCounters(source);
    const admission = own.reserve(limited);
    own.forget({ keyId: "key-1" });
    expect(refused(await admission).exceeded.remaining).toBe(1n);
    own.close();
  });

  it("comes back after a restart: windows, budgets and credits", async () => {
    reference.granted = 100n;
    const request = asking(NOW, {
      key: { tokens: 20, requestsPerMinute: 3 },
      organization: { requestsPerMinute: 9, prepaid: true },
      estimate: estimate(1, 4),
    });
    for (let i = 0; i < 3; i++) {
      const { reservation } = admitted(await counters.reserve(request));
      reference.admit(request, 4).used = reservation.held;
      counters.settle(reservation, reservation.held);
    }
    const restarted = new MemoryCounters(reference);
    const states = refused(await restarted.reserve(request)).states;
    expect(states.map(({ remaining }) => remaining)).toEqual([0n, 6n, 5n, 61n]);
    restarted.close();
  });

  it("is read again when usage was billed or credits were added elsewhere", async () => {
    const request = asking(NOW, { organization: { prepaid: true } });
    expect(refused(await counters.reserve(request)).code).toBe("insufficient_credits");
    reference.granted = 1000n;
    applyLocally({ kind: "organization", organizationId: "organization-1" });
    admitted(await counters.reserve(request));
  });
});

describe("the end of a call", () => {
  it("frees the place that it had among those in flight", async () => {
    const request = asking(NOW, { organization: { concurrency: 1 } });
    const { reservation } = admitted(await counters.reserve(request));
    expect(refused(await counters.reserve(request)).exceeded.scope).toBe("organization_concurrency");
    counters.settle(reservation, { tokens: 0, costNanoUsd: 0n });
    admitted(await counters.reserve(request));
  });

  it("leaves nothing behind when it is taken back", async () => {
    const request = asking(NOW, {
      key: { requestsPerMinute: 1, tokens: 2 },
      organization: { requestsPerMinute: 1, concurrency: 1 },
    });
    for (let i = 0; i < 5; i++) counters.release(admitted(await counters.reserve(request)).reservation);
    expect(admitted(await counters.reserve(request)).states.map(({ remaining }) => remaining)).toEqual([
      0n,
      0n,
      0n,
      0n,
    ]);
  });

  it("counts in the period in which it was admitted", async () => {
    const midnight = Date.parse("2026-11-22T00:00:00Z");
    const key = { tokens: 100, resetPeriod: "daily" as const };
    const before = admitted(
      await counters.reserve(asking(midnight - 1, { key, estimate: estimate(40, 40) })),
    );
    const after = admitted(await counters.reserve(asking(midnight, { key, estimate: estimate(10, 10) })));
    expect(after.states[0]!.remaining).toBe(80n);
    counters.settle(before.reservation, { tokens: 70, costNanoUsd: 0n });
    counters.settle(after.reservation, { tokens: 20, costNanoUsd: 0n });
    const next = admitted(await counters.reserve(asking(midnight + 1, { key, estimate: estimate(1, 1) })));
    expect(next.states[0]!.remaining).toBe(78n);
  });
});

describe("200 calls in flight on a nearly exhausted budget", () => {
  it("never spend more than the limit, in whatever order they come and end", async () => {
    const ask = fc.record({ input: fc.nat(20), output: fc.integer({ min: 1, max: 50 }), used: fc.nat(100) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(ask, { minLength: 200, maxLength: 200 }),
        fc.nat(5000),
        async (asks, limit) => {
          counters.close();
          counters = new MemoryCounters(new Reference());
          let spent = 0;
          let most = 0;
          const open: { reservation: Reservation; tokens: number }[] = [];
          for (const [i, { input, output, used }] of asks.entries()) {
            const request = asking(NOW + i, {
              key: { tokens: limit + 1 },
              estimate: estimate(input, output, i % 2 || null),
            });
            const admission = await counters.reserve(request);
            if (admission.ok) {
              const tokens = Math.round((admission.reservation.held.tokens * used) / 100);
              open.push({ reservation: admission.reservation, tokens });
            }
            if (i % 3 === 0 && open.length > 0) {
              const [ended] = open.splice(used % open.length, 1);
              counters.settle(ended!.reservation, { tokens: ended!.tokens, costNanoUsd: 0n });
              spent += ended!.tokens;
            }
            most = Math.max(most, spent);
          }
          for (const { tokens } of open) spent += tokens;
          expect(spent).toBeLessThanOrEqual(limit + 1);
          expect(most).toBeLessThanOrEqual(limit + 1);
        },
      ),
      { numRuns: 100 },
    );
  });
});
