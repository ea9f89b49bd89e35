import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Tail } from "./tail";
import { scanUsage, wholeUsage } from "./usage";

const plain = {
  cachedTokens: 0,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
  audioInputTokens: 0,
  audioOutputTokens: 0,
};

describe("usage is read", () => {
  it.each([
    ['{"usage":{"prompt_tokens":3,"completion_tokens":4}}', { inputTokens: 3, outputTokens: 4, ...plain }],
    [
      '{"usage": \n{ "input_tokens":3,"output_tokens":4 },"x":1}',
      { inputTokens: 3, outputTokens: 4, ...plain },
    ],
    ['{"usage":{"prompt_tokens":8,"total_tokens":8}}', { inputTokens: 8, outputTokens: 0, ...plain }],
    [
      '{"usage":{"prompt_tokens":3,"completion_tokens":4,"prompt_tokens_details":{"cached_tokens":2},"completion_tokens_details":{"reasoning_tokens":1}}}',
      { ...plain, inputTokens: 3, outputTokens: 4, cachedTokens: 2, reasoningTokens: 1 },
    ],
    [
      '{"usage":{"prompt_tokens":3,"completion_tokens":4},"choices":[{"text":"a \\"usage\\":{\\"prompt_tokens\\":9}"}]}',
      { inputTokens: 3, outputTokens: 4, ...plain },
    ],
    ['data: {"usage":null}\n\ndata: [DONE]\n\n', null],
    ['{"usage":{"prompt_tokens":"many"}}', null],
    ['{"usage":{"prompt_tokens":3', null],
    ["", null],
  ])("%s", (text, usage) => expect(scanUsage(text)).toEqual(usage));
});

const usage = (usage: object) => scanUsage(JSON.stringify({ usage }));

describe("what providers say in their own ways is read", () => {
  it.each([
    [
      "OpenAI, with sound and a written cache",
      {
        prompt_tokens: 100,
        completion_tokens: 60,
        total_tokens: 160,
        prompt_tokens_details: { cached_tokens: 40, cache_write_tokens: 10, audio_tokens: 20 },
        completion_tokens_details: { reasoning_tokens: 30, audio_tokens: 25 },
      },
      {
        inputTokens: 100,
        outputTokens: 60,
        cachedTokens: 40,
        cacheWriteTokens: 10,
        reasoningTokens: 30,
        audioInputTokens: 20,
        audioOutputTokens: 25,
      },
    ],
    [
      "OpenAI's responses",
      {
        input_tokens: 9,
        output_tokens: 8,
        input_tokens_details: { cached_tokens: 4, cache_write_tokens: 3 },
        output_tokens_details: { reasoning_tokens: 7 },
      },
      {
        ...plain,
        inputTokens: 9,
        outputTokens: 8,
        cachedTokens: 4,
        cacheWriteTokens: 3,
        reasoningTokens: 7,
      },
    ],
    [
      "DeepSeek",
      {
        prompt_tokens: 50,
        completion_tokens: 5,
        prompt_cache_hit_tokens: 48,
        prompt_cache_miss_tokens: 2,
      },
      { ...plain, inputTokens: 50, outputTokens: 5, cachedTokens: 48 },
    ],
    [
      "xAI, whose reasoning is in the total alone",
      {
        prompt_tokens: 32,
        completion_tokens: 9,
        total_tokens: 135,
        completion_tokens_details: { reasoning_tokens: 94 },
      },
      { ...plain, inputTokens: 32, outputTokens: 103, reasoningTokens: 94 },
    ],
    [
      "Google, which does not name it",
      { prompt_tokens: 20, completion_tokens: 151, total_tokens: 553 },
      { ...plain, inputTokens: 20, outputTokens: 533, reasoningTokens: 382 },
    ],
    [
      "Perplexity, whose total leaves it out as well",
      { prompt_tokens: 33, completion_tokens: 7163, total_tokens: 7196, reasoning_tokens: 73997 },
      { ...plain, inputTokens: 33, outputTokens: 81160, reasoningTokens: 73997 },
    ],
    [
      "parts that are larger than the whole",
      {
        prompt_tokens: 3,
        completion_tokens: 4,
        prompt_tokens_details: { cached_tokens: 9, cache_write_tokens: 9, audio_tokens: 9 },
        completion_tokens_details: { reasoning_tokens: 9, audio_tokens: 9 },
      },
      {
        inputTokens: 3,
        outputTokens: 4,
        cachedTokens: 3,
        cacheWriteTokens: 0,
        reasoningTokens: 4,
        audioInputTokens: 3,
        audioOutputTokens: 4,
      },
    ],
    [
      "counts that are none",
      {
        prompt_tokens: 3,
        completion_tokens: -4,
        prompt_tokens_details: null,
        completion_tokens_details: { reasoning_tokens: 1.5 },
      },
      { ...plain, inputTokens: 3, outputTokens: 0 },
    ],
  ])("%s", (_, said, read) => expect(usage(said)).toEqual(read));
});

it("never has a part that exceeds its whole", () => {
  const count = fc.nat({ max: 1000 });
  const counts = fc.record({
    inputTokens: count,
    outputTokens: count,
    cachedTokens: count,
    cacheWriteTokens: count,
    cacheWriteHourTokens: count,
    reasoningTokens: count,
    audioInputTokens: count,
    audioOutputTokens: count,
  });
  const property = fc.property(counts, (given) => {
    const whole = wholeUsage(given);
    expect(whole.cachedTokens + whole.cacheWriteTokens).toBeLessThanOrEqual(given.inputTokens);
    expect(whole.cacheWriteHourTokens ?? 0).toBeLessThanOrEqual(whole.cacheWriteTokens);
    expect(whole.audioInputTokens).toBeLessThanOrEqual(given.inputTokens);
    expect(Math.max(whole.reasoningTokens, whole.audioOutputTokens)).toBeLessThanOrEqual(given.outputTokens);
    expect(wholeUsage(whole)).toEqual(whole);
  });
  fc.assert(property);
});

it("is found wherever it stands in an answer, and however that is cut into reads", () => {
  const usage = '"usage":{"prompt_tokens":3,"completion_tokens":4}';
  const text = `{"id":"${"i".repeat(3000)}",${usage},"choices":[{"text":"${'\\"usage\\":{}'.repeat(400)}"}]}`;
  const bytes = Buffer.from(text);
  const cuts = fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 60 });
  const property = fc.property(cuts, (cuts) => {
    const tail = new Tail("chat");
    const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
    for (let i = 1; i < at.length; i++) tail.push(bytes.subarray(at[i - 1], at[i]));
    expect(tail.usage).toEqual({ inputTokens: 3, outputTokens: 4, ...plain });
  });
  fc.assert(property);
});
