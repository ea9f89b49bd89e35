import { describe, expect, it } from "vitest";
import { events, WORDS } from "../../e2e/fake-upstream/completions";
import { Produced, tokensIn } from "./produced";

const sse = (json: unknown) => Buffer.from(`data: ${JSON.stringify(json)}\n\n`);
function producedIn(reads: Buffer[]): number {
  const produced = new Produced();
  for (const read of reads) produced.add(read);
  return produced.tokens;
}
const chat = (words: string[]) => events({ model: "m" }, words).map((event) => Buffer.from(event));

describe("what a stream has produced", () => {
  it("is a token for every short piece", () => {
    expect(producedIn(chat(WORDS).slice(0, 4))).toBe(4);
    expect(producedIn(chat(Array(12).fill("ab")))).toBe(12);
  });

  it("is a quarter of the bytes where pieces are long", () => {
    expect(producedIn(chat(["x".repeat(4000)]).slice(0, 2))).toBe(1000);
    expect(producedIn(chat(["素早い茶色の狐".repeat(100)]).slice(0, 2))).toBe((7 * 3 * 100) / 4);
  });

  it.each([
    [
      "text of a message",
      { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "12345678" } },
    ],
    ["a thought", { type: "content_block_delta", delta: { type: "thinking_delta", thinking: "12345678" } }],
    [
      "a response's text",
      { type: "response.output_text.delta", item_id: "msg_1", delta: "12345678", obfuscation: "zzzz" },
    ],
    [
      "a tool call",
      { choices: [{ delta: { tool_calls: [{ index: 0, function: { arguments: "12345678" } }] } }] },
    ],
    ["a thought of a chat", { choices: [{ delta: { reasoning_content: "12345678" } }] }],
  ])("counts %s", (_, event) => expect(producedIn([sse(event)])).toBe(2));

  it.each([
    { type: "message_start", message: { id: "msg_1", usage: { input_tokens: 12 } } },
    { type: "message_delta", delta: { stop_reason: "end_turn" } },
    { type: "response.created", response: { id: "resp_1" } },
    { choices: [{ index: 0, delta: { role: "assistant", content: "" }, finish_reason: "stop" }] },
    { choices: [], prompt_filter_results: [{ content: "safe" }] },
  ])("does not count %j", (event) => expect(producedIn([sse(event)])).toBe(0));

  it("is near enough in a long stream, however uneven", () => {
    const words = Array.from({ length: 3000 }, (_, at) => "abcd".repeat(1 + (at % 7) + (at > 2000 ? 5 : 0)));
    const reads = chat(words);
    const written = words.join("").length / 4;
    for (const cut of [100, 1000, 2500, 3000]) {
      const true_ = words.slice(0, cut).join("").length / 4;
      expect(producedIn(reads.slice(0, cut + 1)) / true_).toBeGreaterThan(0.85);
      expect(producedIn(reads.slice(0, cut + 1)) / true_).toBeLessThan(1.15);
    }
    expect(producedIn(reads) / written).toBeGreaterThan(0.85);
  });
});

it("an answer that is not streamed is weighed by what the model wrote in it", () => {
  const message = { role: "assistant", content: "12345678" };
  const completion = { id: "x".repeat(500), choices: [{ message, finish_reason: "stop" }], usage: null };
  expect(tokensIn(Buffer.from(JSON.stringify(completion)))).toBe(2);
  expect(tokensIn(Buffer.from('{"data":[{"embedding":[1,2,3]}]}'))).toBe(0);
  expect(tokensIn(Buffer.from("no JSON!"))).toBe(2);
});
