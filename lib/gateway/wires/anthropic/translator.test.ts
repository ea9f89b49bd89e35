import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { events, write } from "../../../../e2e/fake-providers/anthropic-answers";
import { UnreadableAnswer } from "../wire";
import { AnthropicTranslator } from "./translator";

type Chunk = {
  id: string;
  model: string;
  object: string;
  choices: { delta: Delta; finish_reason: string | null }[];
  usage?: { prompt_tokens: number; completion_tokens: number } | null;
};
type Delta = {
  role?: string;
  content?: string;
  reasoning_content?: string;
  tool_calls?: {
    index: number;
    id?: string;
    type?: string;
    function: { name?: string; arguments: string };
  }[];
};

const call = (id: string, name: string, input: object) => ({ type: "tool_use", id, name, input });
const streamOf = (blocks: Parameters<typeof events>[1]["blocks"], stopReason = "tool_use") =>
  Buffer.from(events("claude-x", { blocks, stopReason }).map(write).join(""));

const STREAM = streamOf([
  { type: "thinking", text: "", ...{ thinking: "Hm — ☃." } },
  { type: "text", text: "Let me look — ☃ 😀." },
  call("toolu_1", "look", { city: "Zürich", "a\nb": ['"', "\\", "😀"] }),
  call("toolu_2", "now", {}),
]);

function translate(pieces: Iterable<Buffer>, includeUsage = true): string {
  const translator = new AnthropicTranslator(includeUsage);
  let text = "";
  for (const piece of pieces) text += translator.push(piece)?.toString() ?? "";
  return text + (translator.end()?.toString() ?? "");
}

/** The chunks of a stream, without the only part that tells the time. */
function read(text: string): Chunk[] {
  const data = text
    .split("\n\n")
    .filter(Boolean)
    .map((event) => event.slice("data: ".length));
  expect(data.pop()).toBe("[DONE]");
  return data.map((json) => ({ ...(JSON.parse(json) as Chunk), created: 0 }));
}

describe("a stream of Anthropic's", () => {
  it("becomes the same chunks however it is cut", () => {
    const whole = read(translate([STREAM]));
    const cuts = fc.array(fc.integer({ min: 0, max: STREAM.length }), { maxLength: 80 });
    const property = fc.property(cuts, (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), STREAM.length];
      const pieces = at.slice(1).map((end, index) => Buffer.from(STREAM.subarray(at[index], end)));
      expect(read(translate(pieces))).toEqual(whole);
    });
    fc.assert(property, { numRuns: 200 });
    expect(read(translate(Array.from(STREAM, (byte) => Buffer.from([byte]))))).toEqual(whole);
    expect(read(translate([Buffer.from(STREAM.toString().replaceAll("\n", "\r\n"))]))).toEqual(whole);
  });

  it("says who speaks, what, which tools with what, why it ended, and what it used", () => {
    const chunks = read(translate([STREAM]));
    const deltas = chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta));
    expect(deltas[0]).toEqual({ role: "assistant", content: "" });
    expect(deltas.map(({ content }) => content ?? "").join("")).toBe("Let me look — ☃ 😀.");
    expect(deltas.map(({ reasoning_content }) => reasoning_content ?? "").join("")).toBe("Hm — ☃.");
    const calls = deltas.flatMap(({ tool_calls }) => tool_calls ?? []);
    expect(calls.filter(({ id }) => id)).toEqual([
      { index: 0, id: "toolu_1", type: "function", function: { name: "look", arguments: "" } },
      { index: 1, id: "toolu_2", type: "function", function: { name: "now", arguments: "" } },
    ]);
    expect(chunks.at(-2)).toMatchObject({
      choices: [{ delta: {}, finish_reason: "tool_calls" }],
      usage: null,
    });
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { prompt_tokens: 20, completion_tokens: 7 } });
    expect(new Set(chunks.map(({ id, model, object }) => `${id} ${model} ${object}`)).size).toBe(1);
  });

  it("tells its usage only to those who asked", () => {
    const chunks = read(translate([STREAM], false));
    expect(chunks.some((chunk) => "usage" in chunk)).toBe(false);
    expect(chunks.every(({ choices }) => choices.length === 1)).toBe(true);
  });

  it("gives back the arguments of every call, whatever is in them", () => {
    const inputs = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1, maxLength: 4 });
    const property = fc.property(inputs, (inputs) => {
      const blocks = inputs.map((input, at) => call(`toolu_${at}`, `tool_${at}`, input));
      const calls = read(translate([streamOf(blocks)]))
        .flatMap(({ choices }) => choices)
        .flatMap(({ delta }) => delta.tool_calls ?? []);
      const texts = inputs.map((_, at) => calls.filter(({ index }) => index === at));
      const parsed = texts.map((pieces) =>
        JSON.parse(pieces.map((piece) => piece.function.arguments).join("")),
      );
      expect(parsed).toEqual(inputs.map((input) => JSON.parse(JSON.stringify(input))));
    });
    fc.assert(property);
  });

  it.each([
    ["end_turn", "stop"],
    ["stop_sequence", "stop"],
    ["pause_turn", "stop"],
    ["max_tokens", "length"],
    ["model_context_window_exceeded", "length"],
    ["tool_use", "tool_calls"],
    ["refusal", "content_filter"],
    ["something_new", "stop"],
  ])("that ends with %s ends with %s", (stopReason, finish) => {
    const chunks = read(translate([streamOf([{ type: "text", text: "Hi" }], stopReason)], false));
    expect(chunks.at(-1)!.choices[0]!.finish_reason).toBe(finish);
  });

  it("passes over what it does not know", () => {
    const news = Buffer.from(': comment\nid: 7\nevent: news\ndata: {"type":"news","of":"tomorrow"}\n\n');
    expect(read(translate([news, STREAM]))).toEqual(read(translate([STREAM])));
  });

  it("is broken where it ends early, begins in the middle or makes no sense", () => {
    const text = STREAM.toString();
    for (const broken of [
      text.slice(0, text.indexOf("event: message_stop")),
      text.slice(text.indexOf("event: content_block_start")),
      'data: {"type":"message_start"}\n\n',
      "data: {\n\n",
      "",
    ]) {
      expect(() => translate([Buffer.from(broken)])).toThrow(UnreadableAnswer);
    }
  });

  it("hands on what counted so far, for those who leave early", () => {
    const translator = new AnthropicTranslator(false);
    translator.push(STREAM.subarray(0, STREAM.indexOf("event: content_block_start")));
    expect(translator.usage).toMatchObject({ inputTokens: 20, outputTokens: 1, cachedTokens: 5 });
  });
});
