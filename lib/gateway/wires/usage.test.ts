import { describe, expect, it } from "vitest";
import { usageIn } from "../usage-reader";
import { usageOf } from "./anthropic/usage";
import { toUsage } from "./bedrock/usage";

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
