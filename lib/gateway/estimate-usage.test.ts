import { expect, it } from "vitest";
import type { Call } from "./call";
import { estimateUsage } from "./estimate-usage";
import { parseBody } from "./parse-body";
import { credential } from "./testing";

const body = parseBody(Buffer.from(JSON.stringify({ model: "m", messages: "word ".repeat(1000) })));
const callThatHolds = (tokens: number, outputTokens: number) =>
  ({
    body,
    target: { credential: credential({}), model: "m" },
    reservation: { held: { tokens, costNanoUsd: 0n }, outputTokens },
  }) as unknown as Call;

it("a guess never exceeds what was held", () => {
  expect(estimateUsage(callThatHolds(150, 100), null, 5000)).toMatchObject({
    inputTokens: 50,
    outputTokens: 100,
  });
});

it("what the provider said is not lowered", () => {
  const known = { ...estimateUsage(callThatHolds(150, 100), null, 0), inputTokens: 300, outputTokens: 120 };
  expect(estimateUsage(callThatHolds(150, 100), known, 5000)).toMatchObject({
    inputTokens: 300,
    outputTokens: 120,
  });
});

it("a call without limits holds nothing, and is estimated all the same", () => {
  const { inputTokens, outputTokens } = estimateUsage(callThatHolds(0, 0), null, 5000);
  expect(inputTokens).toBeGreaterThan(1000);
  expect(outputTokens).toBe(5000);
});
