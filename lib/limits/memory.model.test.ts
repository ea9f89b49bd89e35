import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { bus } from "../changes";
import type { Admission, Reservation } from "./counters";
import { MemoryCounters } from "./memory";
import { asking, estimate, PERIODS, Reference } from "./testing";

const KEYS = ["key-1", "key-2", "key-3"];
const HOUR_MS = 3_600_000;
let counters: MemoryCounters;
afterEach(() => {
  counters.close();
  bus.upSinceMs = null;
});

const orNot = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 3 });
const keyLimits = fc.record({
  tokens: orNot(fc.integer({ min: 1, max: 300 })),
  costNanoUsd: orNot(fc.bigInt({ min: 1n, max: 700n })),
  requestsPerMinute: orNot(fc.integer({ min: 1, max: 6 })),
  resetPeriod: fc.constantFrom(...PERIODS),
});
const shared = fc.record({
  requestsPerMinute: orNot(fc.integer({ min: 1, max: 10 })),
  concurrency: orNot(fc.integer({ min: 1, max: 5 })),
  prepaid: fc.boolean(),
});

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("reserve" as const),
      key: fc.nat(KEYS.length - 1),
      input: fc.integer({ min: 0, max: 30 }),
      output: fc.integer({ min: 1, max: 60 }),
      elastic: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("settle" as const),
      nth: fc.nat(20),
      /** Of what is held; more than all of it where a provider counts more than it should. */
      percent: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constant(130)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("release" as const), nth: fc.nat(20) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("wait" as const),
      ms: fc.oneof(
        fc.integer({ min: 0, max: 61_000 }),
        fc.integer({ min: 1, max: 30 * 24 }).map((h) => h * HOUR_MS),
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("limit" as const),
      key: fc.nat(KEYS.length - 1),
      limits: keyLimits,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("share" as const), shared }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("reconnect" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("grant" as const), amount: fc.bigInt({ min: 0n, max: 500n }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("forget" as const), key: orNot(fc.nat(KEYS.length - 1)) }),
  },
);

describe("the counters in memory", () => {
  it("decide as a list of everything that happened would, under any sequence", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 120 }),
        fc.tuple(keyLimits, keyLimits, keyLimits),
        shared,
        async (steps, limits, organization) => {
          counters?.close();
          const reference = new Reference();
          counters = new MemoryCounters(reference);
          const open: { reservation: Reservation; call: ReturnType<Reference["admit"]> }[] = [];
          let nowMs = Date.parse("2026-12-30T22:00:00Z");
          for (const step of steps) {
            if (step.kind === "wait") nowMs += step.ms;
            else if (step.kind === "limit") limits[step.key] = step.limits;
            else if (step.kind === "share") organization = step.shared;
            else if (step.kind === "reconnect") bus.upSinceMs = performance.now();
            else if (step.kind === "grant") {
              reference.granted += step.amount;
              counters.forget({ organizationId: "organization-1" });
            } else if (step.kind === "forget") {
              counters.forget(
                step.key === null ? { organizationId: "organization-1" } : { keyId: KEYS[step.key]! },
              );
            } else if (step.kind === "reserve") {
              const request = asking(nowMs, {
                keyId: KEYS[step.key]!,
                key: limits[step.key]!,
                organization,
                estimate: estimate(step.input, step.output, step.elastic ? 1 : null),
              });
              const expected = reference.expect(request);
              const admission: Admission = await counters.reserve(request);
              expect(summary(admission)).toEqual(expected);
              if (admission.ok && expected.ok) {
                const call = reference.admit(request, expected.outputTokens);
                expect(admission.reservation.held).toEqual(call.held);
                open.push({ reservation: admission.reservation, call });
              }
            } else if (open.length > 0) {
              const [{ reservation, call }] = open.splice(step.nth % open.length, 1) as [
                (typeof open)[number],
              ];
              if (step.kind === "release") {
                reference.calls.splice(reference.calls.indexOf(call), 1);
                counters.release(reservation);
              } else {
                call.used = {
                  tokens: Math.floor((call.held.tokens * step.percent) / 100),
                  costNanoUsd: (call.held.costNanoUsd * BigInt(step.percent)) / 100n,
                };
                counters.settle(reservation, call.used);
              }
              // Once is once.
              counters.settle(reservation, { tokens: 1e6, costNanoUsd: 1_000_000n });
              counters.release(reservation);
            }
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});

const summary = (admission: Admission) =>
  admission.ok
    ? { ok: true, outputTokens: admission.reservation.outputTokens }
    : { ok: false, code: admission.code, scope: admission.exceeded.scope };
