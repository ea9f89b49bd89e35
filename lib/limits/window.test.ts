import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SlidingWindow, WINDOW_MS } from "./window";

describe("the rolling window", () => {
  it("lets a call count for exactly 60,000 milliseconds", () => {
    const window = new SlidingWindow();
    window.add(1000.25);
    expect(window.count(61_000.24)).toBe(1);
    expect(window.roomInMs(1, 61_000)).toBeCloseTo(0.25);
    expect(window.count(61_000.25)).toBe(0);
    expect(window.roomInMs(1, 61_000.25)).toBe(0);
  });

  it("rolls: calls at the end of one minute count in the next", () => {
    const window = new SlidingWindow();
    for (let i = 0; i < 5; i++) window.add(59_990 + i);
    expect(window.roomInMs(5, 60_001)).toBe(59_989);
    expect(window.count(119_990)).toBe(4);
    expect(window.count(119_994)).toBe(0);
  });

  it("waits for the entry that makes room, also when the limit was lowered", () => {
    const window = new SlidingWindow([0, 10, 20, 30]);
    expect(window.roomInMs(5, 40)).toBe(0);
    expect(window.roomInMs(4, 40)).toBe(WINDOW_MS - 40);
    expect(window.roomInMs(2, 40)).toBe(WINDOW_MS + 20 - 40);
  });

  it("takes a call that was undone for one that never was", () => {
    const window = new SlidingWindow();
    const first = window.add(100);
    window.add(200);
    window.add(200);
    window.remove(first);
    window.remove(200);
    expect(window.count(200)).toBe(1);
    window.remove(150);
    expect(window.count(200)).toBe(1);
    expect(window.emptyInMs(200)).toBe(WINDOW_MS);
  });

  it("is not confused by a clock that is set back", () => {
    const window = new SlidingWindow([1000]);
    expect(window.add(400)).toBe(1000);
    expect(window.count(60_999)).toBe(2);
    expect(window.count(61_000)).toBe(0);
  });

  it("agrees with a plain list under any sequence", () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("wait" as const), ms: fc.double({ min: 0, max: 40_000, noNaN: true }) }),
      fc.record({ kind: fc.constant("add" as const) }),
      fc.record({ kind: fc.constant("remove" as const), nth: fc.nat(50) }),
      fc.record({ kind: fc.constant("ask" as const), limit: fc.integer({ min: 1, max: 40 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const window = new SlidingWindow();
        let list: number[] = [];
        let now = 0;
        for (const step of steps) {
          if (step.kind === "wait") now += step.ms;
          else if (step.kind === "add") list.push(window.add(now));
          else if (step.kind === "remove" && list.length > 0) {
            const [time] = list.splice(step.nth % list.length, 1);
            window.remove(time!);
          } else if (step.kind === "ask") {
            const room = list.length < step.limit ? 0 : list[list.length - step.limit]! + WINDOW_MS - now;
            expect(window.roomInMs(step.limit, now)).toBe(Math.max(room, 0));
          }
          list = list.filter((time) => time > now - WINDOW_MS);
          expect(window.count(now)).toBe(list.length);
          expect(window.emptyInMs(now)).toBe(list.length === 0 ? 0 : list.at(-1)! + WINDOW_MS - now);
        }
      }),
      { numRuns: 500 },
    );
  });
});
