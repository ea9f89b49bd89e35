import OpenAI, { BadRequestError, PermissionDeniedError, RateLimitError } from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  BEDROCK_ACCESS_KEY,
  BEDROCK_API_KEY,
  BEDROCK_MODEL,
  startFakeBedrock,
} from "../../../../e2e/fake-providers/bedrock";
import { BEDROCK_USAGE } from "../../../../e2e/fake-providers/bedrock-answers";
import type { FakeServer } from "../../../../e2e/fake-providers/listen";
import type { OpenCredential } from "../../../credentials";
import { KEY, startGateway, type TestGateway } from "../../testing";

const { accessKeyId, secretAccessKey, region } = BEDROCK_ACCESS_KEY;
const SESSION_TOKEN = "FwoGZXIvYXdzEA/fake+session==";
const messages = [{ role: "user" as const, content: "Hi" }];
const PNG = Buffer.from("not really a picture");
const tool = (name: string) => ({
  type: "function" as const,
  function: { name, parameters: { type: "object" } },
});

let bedrock: FakeServer;
let temporary: FakeServer;
let gateway: TestGateway;
let client: OpenAI;

const signing = (given: Partial<OpenCredential>): Partial<OpenCredential> => ({
  provider: "bedrock",
  authMethod: "access_key",
  baseUrl: bedrock.url,
  config: { accessKeyId, region },
  secrets: { secretAccessKey },
  ...given,
});

beforeAll(async () => {
  bedrock = await startFakeBedrock();
  temporary = await startFakeBedrock({ ...BEDROCK_ACCESS_KEY, sessionToken: SESSION_TOKEN });
  const sessionSecrets = { secretAccessKey, sessionToken: SESSION_TOKEN };
  gateway = await startGateway({
    credentials: [
      signing({ name: "aws" }),
      signing({ name: "wrong", secrets: { secretAccessKey: "another/secret+0123456789" } }),
      signing({ name: "session", baseUrl: `${temporary.url}/`, secrets: sessionSecrets }),
      signing({ name: "key", authMethod: "api_key", secrets: { apiKey: BEDROCK_API_KEY } }),
      signing({ name: "wrong-key", authMethod: "api_key", secrets: { apiKey: "bedrock-api-key-wrong" } }),
    ],
  });
  client = new OpenAI({ apiKey: KEY, baseURL: gateway.url, maxRetries: 0 });
});
afterAll(async () => {
  await gateway.close();
  await Promise.all([bedrock.close(), temporary.close()]);
});

type Create = Omit<OpenAI.ChatCompletionCreateParamsNonStreaming, "stream">;
const create = (given: Partial<Create>, model = `aws/${BEDROCK_MODEL}`) =>
  client.chat.completions.create({ model, messages, ...given });
const stream = (given: Partial<Create>, model = `aws/${BEDROCK_MODEL}`) =>
  client.chat.completions.stream({ model, messages, ...given });

it.each(["aws", "session", "key"])("completes, as %s proves itself", async (name) => {
  const answer = await create({}, `${name}/${BEDROCK_MODEL}`);
  expect(answer.choices[0]).toMatchObject({
    message: { role: "assistant", content: "You said: Hi — ☃" },
    finish_reason: "stop",
  });
  expect(answer.usage).toMatchObject({ prompt_tokens: 21, completion_tokens: 9, total_tokens: 30 });
});

it("signs a model that is named by its ARN", async () => {
  const answer = await create({}, "aws/arn:aws:bedrock:eu-central-1:123456789012:inference-profile/abc");
  expect(answer.choices[0]?.message.content).toBe("You said: Hi — ☃");
});

it("records what Bedrock counted, streamed and not", async () => {
  const counted = { inputTokens: 21, outputTokens: 9, cachedTokens: BEDROCK_USAGE.cacheReadInputTokens };
  await create({});
  expect(await gateway.lastRecord()).toMatchObject(counted);
  await stream({}).done();
  const record = await gateway.lastRecord();
  expect(record).toMatchObject(counted);
  expect(record).toMatchObject({ status: 200, outcome: "success", streamed: true });
});

it("streams", async () => {
  const streamed = stream({ stream_options: { include_usage: true } }, "aws/anthropic.thinking-v1:0");
  const pieces: string[] = [];
  streamed.on("content", (piece) => pieces.push(piece));
  const answer = await streamed.finalChatCompletion();
  expect(pieces.join("")).toBe("You said: Hi — ☃");
  expect(pieces.length).toBeGreaterThan(3);
  expect(answer.choices[0]).toMatchObject({ finish_reason: "stop" });
  expect((await streamed.totalUsage()).total_tokens).toBe(30);
});

describe.each([
  ["not streamed", (given: Partial<Create>) => create(given)],
  ["streamed", (given: Partial<Create>) => stream(given).finalChatCompletion()],
])("tools, %s", (_, ask) => {
  it("are called, and their results are told", async () => {
    const tools = [tool("weather"), tool("time")];
    const { choices } = await ask({ tools });
    const { message, finish_reason } = choices[0]!;
    expect(finish_reason).toBe("tool_calls");
    const calls = message.tool_calls as OpenAI.ChatCompletionMessageFunctionToolCall[];
    expect(calls.map((call) => [call.function.name, JSON.parse(call.function.arguments)])).toEqual([
      ["weather", { city: "Zürich", days: 3 }],
      ["time", {}],
    ]);
    const results = calls.map(({ id }, at) => ({
      role: "tool" as const,
      tool_call_id: id,
      content: `result ${at}`,
    }));
    const { choices: then } = await ask({ tools, messages: [...messages, message, ...results] });
    expect(then[0]).toMatchObject({
      message: { content: "You said: result 0 result 1 — ☃" },
      finish_reason: "stop",
    });
  });
});

it("sends pictures and files whole", async () => {
  const url = `data:image/png;base64,${PNG.toString("base64")}`;
  const file = { filename: "report.pdf", file_data: `data:application/pdf;base64,${PNG.toString("base64")}` };
  const content = [
    { type: "text" as const, text: "What is this?" },
    { type: "image_url" as const, image_url: { url } },
    { type: "file" as const, file },
  ];
  const answer = await create({ messages: [{ role: "user", content }] });
  expect(answer.choices[0]?.message.content).toBe(
    `You said: What is this? [png, ${PNG.length} bytes] [report.pdf] — ☃`,
  );
});

it("says when the answer was too long", async () => {
  expect((await create({ max_tokens: 1 })).choices[0]?.finish_reason).toBe("length");
});

it("passes Bedrock's errors on, in OpenAI's shape and with their status", async () => {
  await expect(create({}, "aws/error-429")).rejects.toThrow(RateLimitError);
  await expect(create({}, "aws/nonsense")).rejects.toThrow(/400 The provided model identifier is invalid/);
  await expect(create({ messages: [{ role: "assistant", content: "Me first." }] })).rejects.toMatchObject({
    status: 400,
    type: "invalid_request_error",
    message: expect.stringContaining("must start with a user message"),
  });
  await expect(stream({}, "aws/error-429").done()).rejects.toThrow(RateLimitError);
});

it("says that a secret is wrong as Bedrock says it, without the secret", async () => {
  const signed = create({}, `wrong/${BEDROCK_MODEL}`);
  await expect(signed).rejects.toThrow(PermissionDeniedError);
  await expect(signed).rejects.toThrow("signature we calculated does not match");
  await expect(create({}, `wrong-key/${BEDROCK_MODEL}`)).rejects.toThrow("make sure your API Key is valid");
});

it("refuses what Bedrock cannot be asked before it is asked", async () => {
  const before = bedrock.requests.length;
  const image = { type: "image_url" as const, image_url: { url: "https://example.com/a.png" } };
  const elsewhere = create({ messages: [{ role: "user", content: [image] }] });
  await expect(elsewhere).rejects.toThrow(BadRequestError);
  await expect(elsewhere).rejects.toMatchObject({ param: "messages[0].content[0]" });
  const embedding = client.embeddings.create({ model: `aws/${BEDROCK_MODEL}`, input: "Hi" });
  await expect(embedding).rejects.toThrow(/\/v1\/embeddings/);
  expect(bedrock.requests.length).toBe(before);
});

it("lets a client see an exception within a stream, after what came before it", async () => {
  const streamed = stream({}, "aws/anthropic.exception-v1:0");
  const pieces: string[] = [];
  streamed.on("content", (piece) => pieces.push(piece));
  await expect(streamed.done()).rejects.toThrow("Too many tokens");
  expect(pieces.join("")).toBe("You said: Hi — ☃");
  expect((await gateway.lastRecord()).outcome).toBe("upstream_error");
});

it("answers with an error's status where an exception is all that came", async () => {
  await expect(stream({}, "aws/anthropic.exception-first-v1:0").done()).rejects.toThrow(RateLimitError);
});

it("lets a client see that a stream ended too early", async () => {
  await expect(stream({}, "aws/anthropic.cut-v1:0").done()).rejects.toThrow();
  expect((await gateway.lastRecord()).outcome).toBe("upstream_error");
});
