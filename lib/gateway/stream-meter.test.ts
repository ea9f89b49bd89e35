import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { events, promptTokens } from "../../e2e/fake-upstream/completions";
import { StreamMeter } from "./stream-meter";

const messages = [{ role: "user", content: "Hi" }];
const asked = events({ model: "m", messages, stream_options: { include_usage: true } });
const USAGE_AT = asked.length - 2;
const hidden = asked.filter((_, at) => at !== USAGE_AT).join("");
const AZURE_FIRST = 'data: {"choices":[],"id":"","prompt_filter_results":[{"prompt_index":0}]}\n\n';

function through(meter: StreamMeter, bytes: Buffer, cuts: number[]): string {
  const at = [0, ...cuts, bytes.length];
  const shown = at.slice(1).map((end, i) => meter.push(bytes.subarray(at[i], end)));
  return Buffer.concat([...shown, meter.end()].filter((part) => part !== null)).toString();
}
const COUNTED = { inputTokens: promptTokens({ messages }), outputTokens: 7, cachedTokens: 4 };

describe.each([
  ["as it is", (text: string) => text],
  ["of a server that ends lines otherwise", (text: string) => text.replaceAll("\n", "\r\n")],
  ["of a server that writes JSON with spaces", (text: string) => text.replaceAll('":', '": ')],
  ["without an end", (text: string) => text.replace(/data: \[DONE\]\n\n$/, "").trimEnd()],
])("a stream's usage chunk, %s", (_, written) => {
  const bytes = Buffer.from(written(asked.join("")));

  it("is hidden and read, split anywhere", () => {
    for (let at = 0; at <= bytes.length; at++) {
      const meter = new StreamMeter("chat", true);
      const shown = through(meter, bytes, [at]);
      if (!shown.includes("[DONE]")) expect(shown.trimEnd()).toBe(written(hidden).trimEnd());
      else expect(shown).toBe(written(hidden));
      expect(meter.reader).toMatchObject({ complete: true, usage: COUNTED });
    }
  });

  it("is hidden and read, split over any reads", () => {
    const cuts = fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 40 });
    const property = fc.property(cuts, (cuts) => {
      const meter = new StreamMeter("chat", true);
      const shown = through(
        meter,
        bytes,
        cuts.sort((a, b) => a - b),
      );
      expect(shown.trimEnd()).toBe(written(hidden).trimEnd());
      expect(meter.reader).toMatchObject({ complete: true, usage: COUNTED });
    });
    fc.assert(property, { numRuns: 500 });
  });

  it("passes byte for byte to who asked for it", () => {
    const cuts = fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 40 });
    const property = fc.property(cuts, (cuts) => {
      const meter = new StreamMeter("chat", false);
      expect(
        through(
          meter,
          bytes,
          cuts.sort((a, b) => a - b),
        ),
      ).toBe(bytes.toString());
      expect(meter.reader).toMatchObject({ complete: true, usage: COUNTED });
    });
    fc.assert(property, { numRuns: 200 });
  });
});

describe("what is not a usage chunk passes", () => {
  const passes = (text: string) =>
    expect(through(new StreamMeter("chat", true), Buffer.from(text), [])).toBe(text);

  it("Azure's first chunk, which has no choices either", () => passes(AZURE_FIRST + hidden));
  it("usage in a chunk that says something", () =>
    passes('data: {"choices":[{"delta":{"content":"Hi"}}],"usage":{"prompt_tokens":1}}\n\n'));
  it("a text about usage", () =>
    passes(
      `data: ${JSON.stringify({ choices: [{ delta: { content: '{"choices":[],"usage":{"prompt_tokens":1}}' } }] })}\n\n`,
    ));
  it("an error within the stream", () => passes('data: {"error":{"message":"prompt_tokens"}}\n\n'));
  it("what is no JSON", () => passes('data: "prompt_tokens"} oops\n\n'));
});

it("nothing leaves for a read that only tells usage, and the next event is whole", () => {
  const meter = new StreamMeter("chat", true);
  expect(meter.push(Buffer.from(asked[USAGE_AT]!))).toBeNull();
  expect(meter.push(Buffer.from("data: [DONE]\n\n"))!.toString()).toBe("data: [DONE]\n\n");
});

it("the usage of Responses is found at the end of an event that came in many reads", () => {
  const response = { output: ["x".repeat(200_000)], usage: { input_tokens: 36, output_tokens: 87 } };
  const bytes = Buffer.from(`data: ${JSON.stringify({ type: "response.completed", response })}\n\n`);
  const meter = new StreamMeter("responses", false);
  const cuts = Array.from({ length: 20 }, (_, at) => at * 10_000);
  expect(through(meter, bytes, cuts)).toBe(bytes.toString());
  expect(meter.reader).toMatchObject({ complete: true, usage: { inputTokens: 36, outputTokens: 87 } });
});

describe("the usage of Responses is that of the last event", () => {
  const parameters = { type: "object", usage: { input_tokens: 1, output_tokens: 1 } };
  const tools = [{ type: "function", name: "f", parameters }];
  const usage = { input_tokens: 36, output_tokens: 87 };
  const COMPLETE = { complete: true, usage: { inputTokens: 36, outputTokens: 87 } };
  const UNKNOWN = { complete: false, usage: null };
  const wordings: [string, (type: string, response: object) => string][] = [
    ["with its type first", (type, response) => `data: ${JSON.stringify({ type, response })}\n\n`],
    ["with its type last", (type, response) => `data: ${JSON.stringify({ response, type })}\n\n`],
    [
      "with a name",
      (type, response) => `event: ${type}\r\ndata: ${JSON.stringify({ response, type })}\r\n\r\n`,
    ],
  ];
  const reading = (text: string, cuts: number[] = []) => {
    const meter = new StreamMeter("responses", false);
    expect(through(meter, Buffer.from(text), cuts)).toBe(text);
    return meter.reader;
  };

  it.each(wordings)("not what an event before it repeats of the tools (%s)", (_, written) => {
    const begun = written("response.created", { tools }) + written("response.in_progress", { tools });
    expect(reading(begun)).toMatchObject(UNKNOWN);
    for (const type of ["response.completed", "response.incomplete", "response.failed"]) {
      expect(reading(begun + written(type, { tools, usage }))).toMatchObject(COMPLETE);
    }
  });

  it.each(wordings)("also where events are so long that they come in pieces (%s)", (how, written) => {
    const response = { instructions: "x".repeat(6_000_000), tools };
    const begun = written("response.created", response);
    const cuts = Array.from({ length: 12 }, (_, at) => at * 1_000_000);
    expect(reading(begun, cuts)).toMatchObject(UNKNOWN);
    const whole = begun + written("response.completed", { ...response, usage });
    // Nobody knows what a piece belongs to whose type is yet to come.
    expect(reading(whole, cuts)).toMatchObject(how === "with its type last" ? UNKNOWN : COMPLETE);
  });
});

it("Anthropic's usage is not complete before its message ends", () => {
  const meter = new StreamMeter("messages", false);
  meter.push(
    Buffer.from(
      'data: {"type":"message_start","message":{"usage":{"input_tokens":12,"output_tokens":1}}}\n\n',
    ),
  );
  expect(meter.reader).toMatchObject({ complete: false, usage: { inputTokens: 12, outputTokens: 1 } });
  meter.push(Buffer.from('data: {"type":"message_delta","usage":{"output_tokens":7}}\n\n'));
  expect(meter.reader).toMatchObject({ complete: true, usage: { inputTokens: 12, outputTokens: 7 } });
});
