import { describe, expect, it } from "vitest";
import { parseBody } from "../../parse-body";
import type { Refusal } from "../../refusals";
import { type ForwardRoute, matchRoute } from "../../routes";
import { credential } from "../../testing";
import type { Exchange } from "../wire";
import { anthropic } from ".";

const HI = { role: "user", content: "Hi" };
const PNG = "data:image/png;base64,iVBORw0KGgo=";
const tool = (name: string, more = {}) => ({ type: "function", function: { name, ...more } });
const image = (url: string) => ({ role: "user", content: [{ type: "image_url", image_url: { url } }] });

function put(more: object, model = "claude-sonnet-4-5", path = "/v1/chat/completions"): Exchange | Refusal {
  const body = parseBody(Buffer.from(JSON.stringify({ model, messages: [HI], ...more })));
  if ("status" in body) throw new Error(body.message);
  const to = { credential: credential({ provider: "anthropic" }), model };
  return anthropic(matchRoute("POST", path) as ForwardRoute, body, to);
}

function sent(more: object, model?: string) {
  const exchange = put(more, model);
  if ("status" in exchange) throw new Error(exchange.message);
  return JSON.parse(exchange.body.toString());
}

describe("a conversation for Anthropic", () => {
  it("has its system messages in front and its turns alternating", () => {
    const { system, messages } = sent({
      messages: [
        { role: "system", content: "Be brief." },
        { role: "user", content: "One" },
        { role: "user", content: [{ type: "text", text: "Two" }] },
        { role: "developer", content: [{ type: "text", text: "Be kind." }] },
        { role: "assistant", content: "Three" },
        { role: "assistant", content: null, refusal: "No." },
        { role: "user", content: "Four" },
      ],
    });
    const text = (text: string) => ({ type: "text", text });
    expect(system).toEqual([text("Be brief."), text("Be kind.")]);
    expect(messages).toEqual([
      { role: "user", content: [text("One"), text("Two")] },
      { role: "assistant", content: [text("Three"), text("No.")] },
      { role: "user", content: [text("Four")] },
    ]);
  });

  it("gives parallel tool results back in one turn, before what is said after them", () => {
    const call = (id: string, text: string) => ({
      id,
      type: "function",
      function: { name: "look", arguments: text },
    });
    const { messages } = sent({
      messages: [
        HI,
        { role: "assistant", content: "", tool_calls: [call("a", '{"x":1}'), call("b", "")] },
        { role: "tool", tool_call_id: "a", content: "1" },
        { role: "tool", tool_call_id: "b", content: [{ type: "text", text: "2" }] },
        { role: "user", content: "And?" },
      ],
    });
    const result = (id: string, text: string) => ({
      type: "tool_result",
      tool_use_id: id,
      content: [{ type: "text", text }],
    });
    expect(messages.slice(1)).toEqual([
      {
        role: "assistant",
        content: [
          { type: "tool_use", id: "a", name: "look", input: { x: 1 } },
          { type: "tool_use", id: "b", name: "look", input: {} },
        ],
      },
      { role: "user", content: [result("a", "1"), result("b", "2"), { type: "text", text: "And?" }] },
    ]);
  });

  it("carries images and files", () => {
    const [a, b] = [sent({ messages: [image(PNG)] }), sent({ messages: [image("https://x.example/a.png")] })];
    expect(a.messages[0].content[0].source).toEqual({
      type: "base64",
      media_type: "image/png",
      data: "iVBORw0KGgo=",
    });
    expect(b.messages[0].content[0].source).toEqual({ type: "url", url: "https://x.example/a.png" });
    const file = { file_data: "data:application/pdf;base64,JVBERg==", filename: "a.pdf" };
    const { messages } = sent({ messages: [{ role: "user", content: [{ type: "file", file }] }] });
    expect(messages[0].content[0]).toMatchObject({ type: "document", title: "a.pdf" });
  });
});

describe("a parameter for Anthropic", () => {
  const parameters = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
  const schema = { type: "object", properties: {}, additionalProperties: false };
  const tools = [tool("look")];
  it.each<[string, object, object]>([
    ["the least there must be", {}, { model: "claude-sonnet-4-5", max_tokens: 4096 }],
    ["max_tokens", { max_tokens: 9 }, { max_tokens: 9 }],
    ["max_completion_tokens first", { max_tokens: 9, max_completion_tokens: 8 }, { max_tokens: 8 }],
    ["stop", { stop: "END" }, { stop_sequences: ["END"] }],
    [
      "stops",
      { stop: ["A", "B"], temperature: 0, top_p: 0.5 },
      { stop_sequences: ["A", "B"], temperature: 0 },
    ],
    ["the person", { user: "u1" }, { metadata: { user_id: "u1" } }],
    ["streaming", { stream: true }, { stream: true }],
    [
      "a tool",
      { tools: [tool("look", { description: "d", parameters, strict: true })] },
      { tools: [{ name: "look", description: "d", input_schema: parameters, strict: true }] },
    ],
    [
      "a tool without arguments",
      { tools },
      { tools: [{ input_schema: { type: "object", properties: {} } }] },
    ],
    ["auto", { tools, tool_choice: "auto" }, { tool_choice: { type: "auto" } }],
    ["none", { tools, tool_choice: "none", parallel_tool_calls: false }, { tool_choice: { type: "none" } }],
    ["required", { tools, tool_choice: "required" }, { tool_choice: { type: "any" } }],
    ["one tool", { tools, tool_choice: tool("look") }, { tool_choice: { type: "tool", name: "look" } }],
    [
      "one at a time",
      { tools, parallel_tool_calls: false },
      { tool_choice: { type: "auto", disable_parallel_tool_use: true } },
    ],
    [
      "a schema",
      { response_format: { type: "json_schema", json_schema: { name: "n", strict: true, schema } } },
      { output_config: { format: { type: "json_schema", schema } } },
    ],
    ["null for absent", { temperature: null, stop: null, tools: null, n: null }, { max_tokens: 4096 }],
  ])("says %s", (_, more, expected) => expect(sent(more)).toMatchObject(expected));

  it("is left out where nothing was asked, and hints are dropped", () => {
    const hints = { seed: 1, store: true, service_tier: "auto", frequency_penalty: 0, logit_bias: {}, n: 1 };
    expect(Object.keys(sent(hints)).sort()).toEqual(["max_tokens", "messages", "model"]);
  });

  it.each<[string, object, object]>([
    [
      "claude-sonnet-4-5",
      { reasoning_effort: "low" },
      { max_tokens: 5120, thinking: { type: "enabled", budget_tokens: 1024 } },
    ],
    [
      "claude-opus-4-20250514",
      { reasoning_effort: "high", max_tokens: 8000 },
      { max_tokens: 8000, thinking: { budget_tokens: 4000 } },
    ],
    [
      "claude-opus-4-6",
      { reasoning_effort: "high", max_tokens: 100 },
      { max_tokens: 100, thinking: { type: "adaptive" }, output_config: { effort: "high" } },
    ],
    ["claude-sonnet-5", { reasoning_effort: "medium" }, { output_config: { effort: "medium" } }],
  ])("lets %s think as %j", (model, more, expected) => expect(sent(more, model)).toMatchObject(expected));

  it("does not think where that was not asked, has no room, or would need thoughts that were not kept", () => {
    const results = [
      HI,
      { role: "assistant", tool_calls: [{ id: "a", ...tool("look", { arguments: "{}" }) }] },
      { role: "tool", tool_call_id: "a", content: "1" },
    ];
    const more = [{}, { reasoning_effort: "none" }, { reasoning_effort: "high", max_tokens: 1500 }];
    const bodies = [...more, { reasoning_effort: "high", messages: results }].map((body) => sent(body));
    for (const body of bodies) expect(body.thinking).toBeUndefined();
  });
});

describe("what Anthropic cannot do is refused by name", () => {
  const thinking = { reasoning_effort: "low" };
  it.each<[string, object]>([
    ["n", { n: 2 }],
    ["logprobs", { logprobs: true }],
    ["logit_bias", { logit_bias: { 50256: -100 } }],
    ["frequency_penalty", { frequency_penalty: 0.5 }],
    ["modalities", { modalities: ["text", "audio"] }],
    ["functions", { functions: [{ name: "f" }] }],
    ["web_search_options", { web_search_options: {} }],
    ["temperature", { temperature: 1.5 }],
    ["temperature", { ...thinking, temperature: 0.5 }],
    ["tool_choice", { ...thinking, tools: [tool("look")], tool_choice: "required" }],
    ["reasoning_effort", { reasoning_effort: "enormous" }],
    ["response_format", { response_format: { type: "json_object" } }],
    ["messages", { messages: [] }],
    ["messages", { messages: [{ role: "system", content: "Be brief." }] }],
    ["messages[0].content[0]", { messages: [image("http://x.example/a.png")] }],
    ["messages[0].content[0]", { messages: [image("data:image/tiff;base64,AAAA")] }],
    ["messages[0].content[0].type", { messages: [{ role: "user", content: [{ type: "input_audio" }] }] }],
    ["messages[0].role", { messages: [{ role: "function", name: "f", content: "1" }] }],
    [
      "messages[0].tool_calls[0].function.arguments",
      { messages: [{ role: "assistant", tool_calls: [{ id: "a", ...tool("f", { arguments: "[1" }) }] }] },
    ],
    ["max_tokens", { max_tokens: "many" }],
  ])("%s", (param, more) => {
    const refusal = put(more) as Refusal;
    expect(refusal).toMatchObject({ status: 400, code: "invalid_request_error", param });
    expect(refusal.message).toContain(param);
  });

  it("embeddings and responses, too", () => {
    for (const path of ["/v1/embeddings", "/v1/responses"]) {
      expect(put({}, "claude", path)).toMatchObject({ status: 400, param: "model" });
    }
  });
});
