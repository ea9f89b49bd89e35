import { expect, it } from "vitest";
import { encodeFrame, eventFrame, exceptionFrame } from "../../../../e2e/fake-providers/bedrock-frames";
import { UnreadableAnswer } from "../wire";
import { ConverseTranslator } from "./translator";

const MODEL = "amazon.nova-lite-v1:0";
const USAGE = { inputTokens: 10, outputTokens: 4, cacheReadInputTokens: 3, cacheWriteInputTokens: 2 };
const delta = (contentBlockIndex: number, delta: object) =>
  eventFrame("contentBlockDelta", { contentBlockIndex, delta });
const start = (contentBlockIndex: number, toolUseId: string, name: string) =>
  eventFrame("contentBlockStart", { contentBlockIndex, start: { toolUse: { toolUseId, name } } });
const stop = (contentBlockIndex: number) => eventFrame("contentBlockStop", { contentBlockIndex });
const begun = eventFrame("messageStart", { role: "assistant" });
const stopped = (stopReason: string) => eventFrame("messageStop", { stopReason });
const metadata = eventFrame("metadata", { usage: USAGE, metrics: { latencyMs: 5 } });

const ANSWER = Buffer.concat([
  begun,
  delta(0, { reasoningContent: { text: "Hm — ☃" } }),
  delta(0, { reasoningContent: { signature: "c2ln" } }),
  stop(0),
  delta(1, { text: "Grüße" }),
  stop(1),
  start(2, "tool-a", "weather"),
  delta(2, { toolUse: { input: '{"city":' } }),
  delta(2, { toolUse: { input: '"Zürich"}' } }),
  stop(2),
  start(3, "tool-b", "time"),
  delta(3, { toolUse: { input: "" } }),
  stop(3),
  eventFrame("somethingNew", {}),
  stopped("tool_use"),
  metadata,
]);

type Chunk = {
  choices: { delta: Record<string, unknown>; finish_reason: string | null }[];
  usage?: unknown;
};

function translate(chunks: Buffer[], includeUsage = false) {
  const translator = new ConverseTranslator(MODEL, includeUsage);
  const parts = chunks.map((chunk) => translator.push(chunk));
  parts.push(translator.end());
  const events = parts
    .map((part) => part?.toString() ?? "")
    .join("")
    .split("\n\n");
  expect(events.splice(-2)).toEqual(["data: [DONE]", ""]);
  return { translator, chunks: events.map((event) => JSON.parse(event.slice("data: ".length)) as Chunk) };
}

it("streams text, reasoning and tool calls in OpenAI's words", () => {
  const { translator, chunks } = translate([ANSWER]);
  expect(chunks.map(({ choices }) => choices[0]!.delta)).toEqual([
    { role: "assistant", content: "" },
    { reasoning_content: "Hm — ☃" },
    { content: "Grüße" },
    {
      tool_calls: [
        { index: 0, id: "tool-a", type: "function", function: { name: "weather", arguments: "" } },
      ],
    },
    { tool_calls: [{ index: 0, function: { arguments: '{"city":' } }] },
    { tool_calls: [{ index: 0, function: { arguments: '"Zürich"}' } }] },
    { tool_calls: [{ index: 1, id: "tool-b", type: "function", function: { name: "time", arguments: "" } }] },
    { tool_calls: [{ index: 1, function: { arguments: "{}" } }] },
    {},
  ]);
  expect(chunks.at(-1)!.choices[0]!.finish_reason).toBe("tool_calls");
  expect(chunks.every((chunk) => !("usage" in chunk))).toBe(true);
  expect(chunks[0]).toMatchObject({ object: "chat.completion.chunk", model: MODEL });
  expect(translator.usage).toEqual({
    inputTokens: 15,
    outputTokens: 4,
    cachedTokens: 3,
    cacheWriteTokens: 2,
    reasoningTokens: 0,
    audioInputTokens: 0,
    audioOutputTokens: 0,
  });
});

it("says the same wherever the stream is cut", () => {
  const deltas = (chunks: Buffer[]) => translate(chunks).chunks.map(({ choices }) => choices);
  const whole = deltas([ANSWER]);
  for (let at = 1; at < ANSWER.length; at++) {
    expect(deltas([ANSWER.subarray(0, at), ANSWER.subarray(at)])).toEqual(whole);
  }
  expect(deltas([...ANSWER].map((byte) => Buffer.from([byte])))).toEqual(whole);
});

it("tells usage in a last chunk of its own to a client that asked for it", () => {
  const { chunks } = translate([ANSWER], true);
  expect(chunks.at(-1)).toMatchObject({
    choices: [],
    usage: {
      prompt_tokens: 15,
      completion_tokens: 4,
      total_tokens: 19,
      prompt_tokens_details: { cached_tokens: 3 },
    },
  });
  expect(chunks.slice(0, -1).every(({ usage }) => usage === null)).toBe(true);
});

it.each([
  ["end_turn", "stop"],
  ["stop_sequence", "stop"],
  ["max_tokens", "length"],
  ["model_context_window_exceeded", "length"],
  ["guardrail_intervened", "content_filter"],
  ["content_filtered", "content_filter"],
  ["something_new", "stop"],
])("says %s as %s", (stopReason, finish) => {
  const { chunks } = translate([Buffer.concat([begun, delta(0, { text: "Hi" }), stopped(stopReason)])]);
  expect(chunks.at(-1)!.choices[0]!.finish_reason).toBe(finish);
});

it.each([
  ["throttlingException", 429, "rate_limit_error"],
  ["validationException", 400, "invalid_request_error"],
  ["serviceUnavailableException", 503, "server_error"],
  ["modelStreamErrorException", 424, "invalid_request_error"],
  ["somethingNewException", 500, "server_error"],
])("reports %s within a stream, and nothing after it", (name, status, type) => {
  const translator = new ConverseTranslator(MODEL, false);
  const told = translator.push(
    Buffer.concat([
      begun,
      delta(0, { text: "Hi" }),
      exceptionFrame(name, "Later."),
      delta(0, { text: "no" }),
    ]),
  );
  expect(told?.toString()).toContain('"Hi"');
  expect(told?.toString()).not.toContain('"no"');
  expect(translator.failure?.status).toBe(status);
  expect(JSON.parse(translator.failure!.body).error).toEqual({
    message: "Later.",
    type,
    param: null,
    code: null,
  });
});

it("reports an error of the connection itself", () => {
  const translator = new ConverseTranslator(MODEL, false);
  const headers = { ":message-type": "error", ":error-code": "500", ":error-message": "Broken." };
  translator.push(encodeFrame(headers, Buffer.alloc(0)));
  expect(JSON.parse(translator.failure!.body).error.message).toBe("Broken.");
});

it("does not take a stream that ends early for whole", () => {
  for (const bytes of [
    Buffer.alloc(0),
    begun,
    Buffer.concat([begun, stopped("end_turn"), metadata.subarray(0, 40)]),
  ]) {
    const translator = new ConverseTranslator(MODEL, false);
    translator.push(bytes);
    expect(() => translator.end()).toThrow(UnreadableAnswer);
  }
});

it("turns a whole answer into a completion", () => {
  const translator = new ConverseTranslator(MODEL, false);
  const content = [
    { reasoningContent: { reasoningText: { text: "Hm.", signature: "c2ln" } } },
    { reasoningContent: { redactedContent: "AAAA" } },
    { text: "Hello" },
    { text: " there" },
    { toolUse: { toolUseId: "tool-a", name: "weather", input: { city: "Zürich" } } },
  ];
  const answer = {
    output: { message: { role: "assistant", content } },
    stopReason: "tool_use",
    usage: USAGE,
  };
  const completion = JSON.parse(translator.whole(Buffer.from(JSON.stringify(answer))).toString());
  expect(completion).toMatchObject({
    object: "chat.completion",
    model: MODEL,
    usage: { prompt_tokens: 15, completion_tokens: 4, total_tokens: 19 },
  });
  expect(completion.choices).toEqual([
    {
      index: 0,
      message: {
        role: "assistant",
        content: "Hello there",
        reasoning_content: "Hm.",
        refusal: null,
        tool_calls: [
          { id: "tool-a", type: "function", function: { name: "weather", arguments: '{"city":"Zürich"}' } },
        ],
      },
      logprobs: null,
      finish_reason: "tool_calls",
    },
  ]);
  expect(translator.usage?.inputTokens).toBe(15);
});

it("does not make a completion of what is none", () => {
  for (const answer of ["<html>", "{}", '{"output":{"message":{}}}', "null"]) {
    const translator = new ConverseTranslator(MODEL, false);
    expect(() => translator.whole(Buffer.from(answer)), answer).toThrow(UnreadableAnswer);
  }
});

it.each([
  [403, '{"Message":"No."}', "authentication_error", "No."],
  [400, '{"message":"Wrong."}', "invalid_request_error", "Wrong."],
  [429, '{"message":"Slow."}', "rate_limit_error", "Slow."],
  [503, "<html>", "server_error", "The provider answered with status 503 and no readable error."],
])("words an error of status %i as OpenAI does", (status, body, type, message) => {
  const error = new ConverseTranslator(MODEL, false).error(status, body);
  expect(error.status).toBe(status);
  expect(JSON.parse(error.body)).toEqual({ error: { message, type, param: null, code: null } });
});
