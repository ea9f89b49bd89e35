import { expect, it } from "vitest";
import { levelOf, metersOf, percentOf } from "./meters";

const none = { costLimitUsd: null, tokenLimit: null, requestsPerMinute: null, resetPeriod: "never" } as const;

it("has a meter for each budget, and none for the request window", () => {
  expect(metersOf({ ...none, requestsPerMinute: 5 }, { costUsd: "1.5", tokens: 10 })).toEqual([]);
  const [cost, tokens] = metersOf(
    { ...none, costLimitUsd: "25", tokenLimit: 1_000_000 },
    { costUsd: "1.24310001", tokens: 912_345 },
  );
  expect(cost).toMatchObject({
    used: "$1.24",
    limit: "$25",
    exact: "$1.24310001 of $25.00",
    level: "calm",
  });
  expect(tokens).toMatchObject({ used: "912K", limit: "1M", exact: "912,345 of 1,000,000", level: "near" });
});

it("warns from four fifths on, and says reached only when it is", () => {
  expect([0, 0.7999, 0.8, 0.9999, 1, 1.4].map(levelOf)).toEqual([
    "calm",
    "calm",
    "near",
    "near",
    "reached",
    "reached",
  ]);
  expect([0, 0.0001, 0.29, 0.9999, 1, 1.4].map(percentOf)).toEqual([
    "0%",
    "<1%",
    "29%",
    "99%",
    "100%",
    "140%",
  ]);
});
