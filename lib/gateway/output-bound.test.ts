import { describe, expect, it } from "vitest";
import type { ProviderId } from "../providers";
import { boundEdits, outputBound, withOutputBound } from "./output-bound";
import { parseBody } from "./parse-body";
import type { Protocol } from "./routes";
import { matchRoute } from "./routes";
import { credential } from "./testing";
import { ADAPTERS, type Exchange } from "./wires";

const bodyOf = (json: object) => {
  const parsed = parseBody(
    Buffer.from(JSON.stringify({ model: "m", messages: [{ role: "user", content: "Hi" }], ...json })),
  );
  if ("status" in parsed) throw new Error(parsed.message);
  return parsed;
};
const bound = (
  json: object,
  protocol: Protocol = "chat",
  provider: ProviderId = "openai",
  model = "gpt-4o",
) => outputBound(bodyOf(json), protocol, provider, model);

describe("the bound of the output", () => {
  it.each([
    [{ max_tokens: 50 }, "chat", 50],
    [{ max_completion_tokens: 50 }, "chat", 50],
    [{ max_completion_tokens: 50, max_tokens: 70 }, "chat", 70],
    [{ max_tokens: 50, n: 3 }, "chat", 150],
    [{ max_output_tokens: 50, max_tokens: 7 }, "responses", 50],
    [{ max_tokens: 50, max_completion_tokens: 70 }, "messages", 50],
  ] as const)("of %j (%s) is the application's own", (json, protocol, tokens) => {
    expect(bound(json, protocol)).toMatchObject({ tokens, given: true, mustSend: false });
  });

  it.each([
    {},
    { max_tokens: null },
    { max_tokens: -1 },
    { max_tokens: "50" },
    { max_tokens: 0 },
    { max_tokens: 1.5 },
  ])("of %j is the model's", (json) =>
    expect(bound(json)).toEqual({ tokens: 16_384, given: false, leastTokens: 16, mustSend: false }),
  );

  it("is one that has to be sent where the model's is not known", () => {
    const unknown = bound({ n: 2 }, "chat", "openai-compatible", "nobody-knows");
    expect(unknown).toEqual({ tokens: 8192, given: false, leastTokens: 32, mustSend: true });
  });

  it("is what a translation for Anthropic asks for", () => {
    expect(bound({}, "chat", "anthropic", "claude-x").tokens).toBe(4096);
    expect(bound({ reasoning_effort: "high" }, "chat", "anthropic", "claude-x").tokens).toBe(4096 + 16_384);
  });

  it("of embeddings is none", () =>
    expect(bound({}, "embeddings")).toMatchObject({ tokens: 0, given: true }));
});

describe("a granted bound is written in the target's words", () => {
  it.each([
    ["chat", "openai", "max_completion_tokens"],
    ["chat", "azure", "max_completion_tokens"],
    ["chat", "mistral", "max_tokens"],
    ["responses", "openai", "max_output_tokens"],
    ["messages", "anthropic", "max_tokens"],
  ] as const)("%s to %s", (protocol, provider, name) => {
    expect(boundEdits(withOutputBound(bodyOf({}), 100), protocol, provider)).toEqual({ [name]: 100 });
    expect(boundEdits(bodyOf({}), protocol, provider)).toEqual({});
  });

  it("for each of several choices", () => {
    expect(boundEdits(withOutputBound(bodyOf({ n: 3 }), 100), "chat", "openai")).toEqual({
      max_completion_tokens: 33,
    });
  });

  const route = matchRoute("POST", "/v1/chat/completions");
  it.each([
    ["openai", "openai", (sent: Record<string, unknown>) => sent.max_completion_tokens],
    ["anthropic", "anthropic", (sent: Record<string, unknown>) => sent.max_tokens],
    [
      "bedrock",
      "bedrock",
      (sent: { inferenceConfig?: { maxTokens?: number } }) => sent.inferenceConfig?.maxTokens,
    ],
  ] as const)("by the wire of %s", (wire, provider, read) => {
    const send = (json: object) => {
      const to = { credential: credential({ provider }), model: "m" };
      const exchange = ADAPTERS[wire](route as never, withOutputBound(bodyOf(json), 100), to) as Exchange;
      return read(JSON.parse(exchange.body.toString()));
    };
    expect(send({})).toBe(100);
    expect(send({ max_completion_tokens: null })).toBe(100);
  });
});
