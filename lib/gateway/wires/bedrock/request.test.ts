import { expect, it } from "vitest";
import { parseBody } from "../../parse-body";
import { matchRoute } from "../../routes";
import { credential } from "../../testing";
import { bedrock } from "./index";

const MODEL = "eu.anthropic.claude-sonnet-4-20250514-v1:0";
const PNG = `data:image/png;base64,${Buffer.from("png").toString("base64")}`;
const HI = { role: "user", content: "Hi" };
const WEATHER = {
  type: "function",
  function: {
    name: "weather",
    description: "Tells it.",
    parameters: { properties: { city: {} } },
    strict: true,
  },
};
const CALL = {
  role: "assistant",
  content: "",
  tool_calls: [
    { id: "call_1", type: "function", function: { name: "weather", arguments: '{"city":"Zürich"}' } },
    { id: "call_2", type: "function", function: { name: "weather", arguments: "" } },
  ],
};

/** What the wire makes of a request: the exchange, or its refusal. */
function exchange(chat: Record<string, unknown>, url = "/v1/chat/completions", model = MODEL) {
  const route = matchRoute("POST", url);
  const body = parseBody(Buffer.from(JSON.stringify({ model: "any", messages: [HI], ...chat })));
  if (!("kind" in route) || route.kind !== "forward" || "status" in body) throw new Error("no such request");
  return bedrock(route, body, { credential: credential({ provider: "bedrock" }), model });
}

function converse(chat: Record<string, unknown>) {
  const made = exchange(chat);
  if ("status" in made) throw new Error(made.message);
  return JSON.parse(made.body.toString());
}

function refusal(chat: Record<string, unknown>, url?: string) {
  const made = exchange(chat, url);
  if (!("status" in made)) throw new Error("it was not refused");
  return made;
}

it("names the model in the path, in one segment whatever it is called", () => {
  expect(exchange({})).toMatchObject({
    path: "/model/eu.anthropic.claude-sonnet-4-20250514-v1%3A0/converse",
    headers: ["accept", "application/json"],
  });
  expect(exchange({ stream: true }, undefined, "arn:aws:bedrock:x:1:profile/a")).toMatchObject({
    path: "/model/arn%3Aaws%3Abedrock%3Ax%3A1%3Aprofile%2Fa/converse-stream",
    headers: ["accept", "application/vnd.amazon.eventstream"],
  });
});

it("sends a plain message and nothing that was not asked for", () => {
  expect(converse({ temperature: null, stop: null, tools: [] })).toEqual({
    messages: [{ role: "user", content: [{ text: "Hi" }] }],
  });
});

it("keeps instructions apart and lets the sides alternate", () => {
  const messages = [
    { role: "system", content: "Be kind." },
    { role: "developer", content: [{ type: "text", text: "Be brief." }] },
    { role: "user", content: "One." },
    { role: "user", content: [{ type: "text", text: "Two." }] },
    { role: "assistant", content: [{ type: "text", text: "Three." }] },
    { role: "assistant", content: " " },
    { role: "user", content: "Four." },
  ];
  expect(converse({ messages })).toEqual({
    system: [{ text: "Be kind." }, { text: "Be brief." }],
    messages: [
      { role: "user", content: [{ text: "One." }, { text: "Two." }] },
      { role: "assistant", content: [{ text: "Three." }] },
      { role: "user", content: [{ text: "Four." }] },
    ],
  });
});

it("sends the settings it knows", () => {
  const settings = { max_tokens: 5, temperature: 0, top_p: 0.5, stop: "END" };
  expect(converse(settings).inferenceConfig).toEqual({
    maxTokens: 5,
    temperature: 0,
    topP: 0.5,
    stopSequences: ["END"],
  });
  const preferred = { max_tokens: 5, max_completion_tokens: 7, stop: ["A", "B"] };
  expect(converse(preferred).inferenceConfig).toEqual({ maxTokens: 7, stopSequences: ["A", "B"] });
});

it("sends images and PDF files as bytes", () => {
  const file = { file_data: "data:application/pdf;base64,JVBERg==", filename: "Q3_report  (final).pdf" };
  const content = [
    { type: "text", text: "Look:" },
    { type: "image_url", image_url: { url: PNG, detail: "high" } },
    { type: "image_url", image_url: { url: PNG.replace("png", "JPG") } },
    { type: "file", file },
  ];
  expect(converse({ messages: [{ role: "user", content }] }).messages[0].content).toEqual([
    { text: "Look:" },
    { image: { format: "png", source: { bytes: "cG5n" } } },
    { image: { format: "jpeg", source: { bytes: "cG5n" } } },
    { document: { format: "pdf", name: "Q3 report (final)", source: { bytes: "JVBERg==" } } },
  ]);
});

it("sends tools, their calls and their results", () => {
  const results = [
    { role: "tool", tool_call_id: "call_1", content: "Sunny" },
    { role: "tool", tool_call_id: "call_2", content: [{ type: "text", text: "Rain" }] },
    { role: "user", content: "And?" },
  ];
  const made = converse({ messages: [HI, CALL, ...results], tools: [WEATHER] });
  expect(made.messages.slice(1)).toEqual([
    {
      role: "assistant",
      content: [
        { toolUse: { toolUseId: "call_1", name: "weather", input: { city: "Zürich" } } },
        { toolUse: { toolUseId: "call_2", name: "weather", input: {} } },
      ],
    },
    {
      role: "user",
      content: [
        { toolResult: { toolUseId: "call_1", content: [{ text: "Sunny" }] } },
        { toolResult: { toolUseId: "call_2", content: [{ text: "Rain" }] } },
        { text: "And?" },
      ],
    },
  ]);
  const json = { type: "object", properties: { city: {} } };
  const toolSpec = { name: "weather", description: "Tells it.", inputSchema: { json }, strict: true };
  expect(made.toolConfig).toEqual({ tools: [{ toolSpec }] });
});

it.each([
  ["auto", { auto: {} }],
  ["required", { any: {} }],
  [{ type: "function", function: { name: "weather" } }, { tool: { name: "weather" } }],
])("sends the tool choice %j", (tool_choice, toolChoice) => {
  expect(converse({ tools: [WEATHER], tool_choice }).toolConfig.toolChoice).toEqual(toolChoice);
});

it("offers no tools where none may be used, and no choice where there are none", () => {
  expect(converse({ tools: [WEATHER], tool_choice: "none" }).toolConfig).toBeUndefined();
  expect(converse({ tool_choice: "auto" }).toolConfig).toBeUndefined();
});

it("asks for JSON by its schema", () => {
  const json_schema = { name: "city", schema: { type: "object" } };
  expect(converse({ response_format: { type: "json_schema", json_schema } }).outputConfig).toEqual({
    textFormat: {
      type: "json_schema",
      structure: { jsonSchema: { name: "city", schema: '{"type":"object"}' } },
    },
  });
});

const image = (url: string) => ({
  messages: [{ role: "user", content: [{ type: "image_url", image_url: { url } }] }],
});
const broken = { ...CALL.tool_calls[0]!, function: { name: "weather", arguments: "[1]" } };

it.each([
  ["an image elsewhere", image("https://x.example/a.png"), "messages[0].content[0]", "does not fetch"],
  ["an image of another type", image("data:image/svg+xml;base64,AA=="), "messages[0].content[0]", "PNG"],
  [
    "a file elsewhere",
    { messages: [{ role: "user", content: [{ type: "file", file: { file_id: "file-1" } }] }] },
    "messages[0].content[0]",
    "PDF",
  ],
  [
    "sound",
    { messages: [{ role: "user", content: [{ type: "input_audio", input_audio: {} }] }] },
    "messages[0].content[0].type",
    "",
  ],
  ["no messages", { messages: [] }, "messages", ""],
  [
    "arguments that are no object",
    { messages: [HI, { ...CALL, tool_calls: [broken] }] },
    "messages[1].tool_calls[0].function.arguments",
    "JSON object",
  ],
  ["two answers", { n: 2 }, "n", "Amazon Bedrock"],
  ["log probabilities", { logprobs: true }, "logprobs", "Amazon Bedrock"],
  ["JSON without a schema", { response_format: { type: "json_object" } }, "response_format", "schema"],
  [
    "one call at a time",
    { tools: [WEATHER], parallel_tool_calls: false },
    "parallel_tool_calls",
    "one tool call",
  ],
  [
    "no tools after some",
    { messages: [HI, CALL], tools: [WEATHER], tool_choice: "none" },
    "tool_choice",
    "cannot be told",
  ],
])("refuses %s, and names the parameter", (_, chat, param, message) => {
  const refused = refusal(chat);
  expect(refused).toMatchObject({ status: 400, code: "invalid_request_error", param });
  expect(refused.message).toContain(message);
});

it.each(["/v1/embeddings", "/v1/responses", "/v1/messages"])("refuses %s", (url) => {
  expect(refusal({}, url)).toMatchObject({ status: 400, code: "invalid_request_error", param: "model" });
  expect(refusal({}, url).message).toContain(url);
});
