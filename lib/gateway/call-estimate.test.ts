import { expect, it } from "vitest";
import { catalogueRates } from "../providers";
import type { Call } from "./call";
import { estimateOf } from "./call-estimate";
import { type ParsedBody, parseBody } from "./parse-body";
import { credential } from "./testing";

const MODEL = "gemini-2.5-flash";

/** What a call with this body holds for each token of its prompt, in nano-USD. */
function inputRate(body: string): bigint {
  const parsed = parseBody(Buffer.from(body)) as ParsedBody;
  const attempts = [{ credential: credential({ provider: "gemini" }), model: MODEL }];
  const rates = [catalogueRates("gemini", MODEL, Date.now())];
  const call = { body: parsed, plan: { attempts, endpoint: null }, rates, protocol: "chat" };
  const { tokens, costNanoUsd } = estimateOf(call as unknown as Call).input;
  return costNanoUsd / BigInt(tokens);
}

it.each([
  ["text alone", "[]", 300n],
  ["sound", '[{"role":"user","content":[{"type":"input_audio"}]}]', 1000n],
  ["sound in disguise", '[{"role":"user","content":[{"type":"input_\\u0061udio"}]}]', 1000n],
])("a prompt with %s is held at the price of what it may be", (_, messages, rate) => {
  expect(inputRate(`{"model":"${MODEL}","messages":${messages}}`)).toBe(rate);
});
