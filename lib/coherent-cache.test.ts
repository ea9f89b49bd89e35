import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { bus } from "./changes";
import { CoherentCache, OUTAGE_GRACE_MS, STALE_BOUND_MS, StoreUnavailableError } from "./coherent-cache";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
  bus.upSinceMs = performance.now();
});
afterEach(() => {
  bus.upSinceMs = null;
  vi.useRealTimers();
});

function store(answers: Record<string, string | null> = { a: "1" }) {
  const state = { answers, down: false, loads: 0 };
  const load = async (key: string) => {
    state.loads++;
    const answer = state.answers[key] ?? null;
    await Promise.resolve();
    if (state.down) throw new Error("connection refused");
    return answer;
  };
  const isNegative = (value: string | null) => value === null;
  const cache = new CoherentCache({ load, maxEntries: 3, maxNegativeEntries: 2, isNegative });
  return { state, cache };
}

describe("CoherentCache", () => {
  it("loads once for any number of callers, then answers from memory", async () => {
    const { state, cache } = store();
    expect(await Promise.all([cache.get("a"), cache.get("a"), cache.get("a")])).toEqual(["1", "1", "1"]);
    expect(cache.get("a")).toBe("1");
    expect(state.loads).toBe(1);
  });

  it("loads again when an invalidation arrives during a load", async () => {
    const { state, cache } = store();
    const first = cache.get("a");
    state.answers.a = "2";
    cache.invalidate("a");
    expect(await first).toBe("2");
    expect(cache.get("a")).toBe("2");
  });

  it("checks again what was cached before the channel came back", async () => {
    const { state, cache } = store();
    await cache.get("a");
    state.answers.a = "2";
    vi.advanceTimersByTime(10);
    bus.upSinceMs = performance.now();
    expect(await cache.get("a")).toBe("2");
  });

  it("trusts nothing for longer than the bound while the channel is down", async () => {
    const { state, cache } = store();
    await cache.get("a");
    bus.upSinceMs = null;
    state.answers.a = "2";
    vi.advanceTimersByTime(STALE_BOUND_MS - 1);
    expect(cache.get("a")).toBe("1");
    vi.advanceTimersByTime(1);
    expect(await cache.get("a")).toBe("2");
  });

  it("goes on with what it knows while the database is down, up to the grace, and refuses what it does not know", async () => {
    const { state, cache } = store();
    await cache.get("a");
    bus.upSinceMs = null;
    state.down = true;
    vi.advanceTimersByTime(OUTAGE_GRACE_MS - 1000);
    expect(await cache.get("a")).toBe("1");
    expect(cache.get("a")).toBe("1");
    await expect(cache.get("b")).rejects.toBeInstanceOf(StoreUnavailableError);
    vi.advanceTimersByTime(1000);
    await expect(cache.get("a")).rejects.toBeInstanceOf(StoreUnavailableError);
    state.down = false;
    expect(await cache.get("a")).toBe("1");
  });

  it("gives up on a database that does not answer at all", async () => {
    const cache = new CoherentCache<string>({ load: () => new Promise(() => {}), maxEntries: 1 });
    const answer = Promise.resolve(cache.get("a"));
    const refused = expect(answer).rejects.toBeInstanceOf(StoreUnavailableError);
    await vi.advanceTimersByTimeAsync(2000);
    await refused;
  });

  it("stays within its bounds, and unknown keys never push known ones out", async () => {
    const { cache } = store({ a: "1", b: "2", c: "3", d: "4" });
    for (const key of ["a", "b", "c"]) await cache.get(key);
    for (let i = 0; i < 100; i++) await cache.get(`unknown ${i}`);
    expect(cache.get("a")).toBe("1");
    await cache.get("d");
    expect(cache.size).toBe(5);
    vi.useRealTimers();
    await sleep(0);
  });
});
