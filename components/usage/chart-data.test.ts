import { describe, expect, it } from "vitest";
import type { Figures } from "@/lib/usage/schema";
import { chartData } from "./chart-data";
import { COST, LATENCY, REQUESTS, TOKENS } from "./measures";

const NONE: Figures = {
  requests: 0,
  errors: 0,
  refused: 0,
  inputTokens: 0,
  outputTokens: 0,
  cachedTokens: 0,
  reasoningTokens: 0,
  costUsd: "0",
  unpriced: 0,
};
const point = (figures: Partial<Figures>) => ({ ...NONE, ...figures, startsAt: "2026-11-21T00:00:00.000Z" });

describe("what a chart draws", () => {
  it("splits requests by how they ended, so that the parts are the whole", () => {
    const { rows } = chartData(REQUESTS, [point({ requests: 1204, errors: 3, refused: 20 })], "day");
    expect(rows[0]!.values).toEqual([1181, 20, 3]);
    expect(rows[0]!.texts).toEqual(["1,181", "20", "3"]);
    expect(rows[0]!.total).toBe("1,204");
  });

  it("says every digit of what it draws as a float", () => {
    const { rows } = chartData(COST, [point({ costUsd: "12.000000001" })], "day");
    expect(rows[0]!.texts).toEqual(["$12.000000001"]);
    expect(rows[0]!.total).toBeNull();
  });

  it("adds input and output tokens, and not their parts", () => {
    const figures = { inputTokens: 900, outputTokens: 100, cachedTokens: 800, reasoningTokens: 90 };
    expect(chartData(TOKENS, [point(figures)], "day").rows[0]!.total).toBe("1,000");
  });

  it("leaves a gap where nothing was timed, and tells so", () => {
    const quiet = { p50Ms: null, p95Ms: null, firstByteP50Ms: null, firstByteP95Ms: null };
    const data = chartData(LATENCY, [{ ...quiet, startsAt: "2026-11-21T00:00:00.000Z" }], "hour");
    expect(data.rows[0]).toMatchObject({ values: [null, null, null, null], texts: ["–", "–", "–", "–"] });
    expect(data.empty).toBe(true);
  });

  it("is empty while nothing happened, and not after one call", () => {
    expect(chartData(REQUESTS, [point({}), point({})], "day").empty).toBe(true);
    expect(chartData(REQUESTS, [point({}), point({ requests: 1 })], "day").empty).toBe(false);
  });
});
