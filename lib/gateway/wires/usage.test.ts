import { describe, expect, it } from "vitest";
import { costOf, plainRates } from "../../providers";
import { usageIn } from "../usage-reader";
import { usageOf } from "./anthropic/usage";
import { toUsage } from "./bedrock/usage";

describe("counts that are no whole numbers are cut down to them, and none is below nothing", () => {
  const whole = { inputTokens: 15, outputTokens: 7, cachedTokens: 5, cacheWriteTokens: 0 };

  it("in OpenAI's words", () => {
    const usage = {
      prompt_tokens: 15.5,
      completion_tokens: 7.25,
      prompt_tokens_details: { cached_tokens: 5.9, cache_write_tokens: -3 },
    };
    expect(usageIn(JSON.stringify({ usage }), "chat")).toMatchObject(whole);
  });

  it("in Anthropic's words, and what they cost can be reckoned", () => {
    const usage = {
      input_tokens: 10.5,
      cache_creation_input_tokens: -3,
      cache_read_input_tokens: 5.9,
      output_tokens: 7.25,
      output_tokens_details: { thinking_tokens: 0.5 },
    };
    const read = usageIn(JSON.stringify({ type: "message", usage }), "messages")!;
    expect(read).toMatchObject({ ...whole, reasoningTokens: 0 });
    expect(costOf(plainRates(1_000_000_000n, 2_000_000_000n, null), read)).toBe(29_000n);
  });

  it("in Bedrock's words", () => {
    const counted = { inputTokens: 10.5, outputTokens: 7.25, cacheReadInputTokens: 5.9 };
    expect(toUsage({ ...counted, cacheWriteInputTokens: -3 })).toMatchObject(whole);
  });
});

describe("what is counted beside the input becomes part of it", () => {
  it("in Anthropic's words, with the cache that is kept for an hour", () => {
    const counted = {
      input_tokens: 10,
      cache_creation_input_tokens: 300,
      cache_creation: { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 200 },
      cache_read_input_tokens: 50,
      output_tokens: 7,
      output_tokens_details: { thinking_tokens: 5 },
    };
    expect(usageOf(counted)).toEqual({
      inputTokens: 360,
      outputTokens: 7,
      cachedTokens: 50,
      cacheWriteTokens: 300,
      cacheWriteHourTokens: 200,
      reasoningTokens: 5,
      audioInputTokens: 0,
      audioOutputTokens: 0,
    });
    const answer = JSON.stringify({ type: "message", usage: counted });
    expect(usageIn(answer, "messages")).toEqual(usageOf(counted));
  });

  it("in Bedrock's words", () => {
    const counted = {
      inputTokens: 10,
      outputTokens: 7,
      cacheReadInputTokens: 50,
      cacheWriteInputTokens: 300,
      cacheDetails: [
        { ttl: "1h", inputTokens: 200 },
        { ttl: "5m", inputTokens: 100 },
      ],
    };
    expect(toUsage(counted)).toMatchObject({
      inputTokens: 360,
      outputTokens: 7,
      cachedTokens: 50,
      cacheWriteTokens: 300,
      cacheWriteHourTokens: 200,
    });
    expect(toUsage({}).inputTokens).toBe(0);
  });
});
