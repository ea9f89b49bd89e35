import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Tail } from "./tail";
import { scanUsage } from "./usage";

const plain = { cachedTokens: 0, reasoningTokens: 0 };

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
      { inputTokens: 3, outputTokens: 4, cachedTokens: 2, reasoningTokens: 1 },
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

it("is found however a stream is cut into reads", () => {
  const text = `${'data: {"usage":null,"choices":[]}\n\n'.repeat(400)}data: {"usage":{"prompt_tokens":3,"completion_tokens":4}}\n\ndata: [DONE]\n\n`;
  const bytes = Buffer.from(text);
  const cuts = fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 60 });
  const property = fc.property(cuts, (cuts) => {
    const tail = new Tail();
    const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
    for (let i = 1; i < at.length; i++) tail.push(bytes.subarray(at[i - 1], at[i]));
    expect(scanUsage(tail.text)).toEqual({ inputTokens: 3, outputTokens: 4, ...plain });
    expect(tail.text.length).toBeGreaterThanOrEqual(2048);
    expect(text.endsWith(tail.text)).toBe(true);
  });
  fc.assert(property);
});
