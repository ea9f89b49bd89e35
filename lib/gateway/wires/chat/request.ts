import { z } from "zod";
import type { ParsedBody } from "../../parse-body";
import { Unsupported } from "./unsupported";

const text = z.object({ type: z.literal("text"), text: z.string() });
const refused = z.object({ type: z.literal("refusal"), refusal: z.string() });
const image = z.object({ type: z.literal("image_url"), image_url: z.object({ url: z.string() }) });
const file = z.object({
  type: z.literal("file"),
  file: z.object({ file_data: z.string().nullish(), filename: z.string().nullish() }),
});
const toolCall = z.object({
  id: z.string(),
  type: z.literal("function"),
  function: z.object({ name: z.string(), arguments: z.string() }),
});

const texts = z.union([z.string(), z.array(text)]);
const message = z.discriminatedUnion("role", [
  z.object({ role: z.literal("system"), content: texts }),
  z.object({ role: z.literal("developer"), content: texts }),
  z.object({
    role: z.literal("user"),
    content: z.union([z.string(), z.array(z.discriminatedUnion("type", [text, image, file]))]),
  }),
  z.object({
    role: z.literal("assistant"),
    content: z.union([z.string(), z.array(z.discriminatedUnion("type", [text, refused]))]).nullish(),
    refusal: z.string().nullish(),
    tool_calls: z.array(toolCall).nullish(),
  }),
  z.object({ role: z.literal("tool"), tool_call_id: z.string(), content: texts }),
]);

const tool = z.object({
  type: z.literal("function"),
  function: z.object({
    name: z.string(),
    description: z.string().nullish(),
    parameters: z.record(z.string(), z.unknown()).nullish(),
    strict: z.boolean().nullish(),
  }),
});
const toolChoice = z.union([
  z.enum(["none", "auto", "required"]),
  z.object({ type: z.literal("function"), function: z.object({ name: z.string() }) }),
]);
const responseFormat = z.discriminatedUnion("type", [
  z.object({ type: z.enum(["text", "json_object"]) }),
  z.object({
    type: z.literal("json_schema"),
    json_schema: z.object({ name: z.string(), schema: z.record(z.string(), z.unknown()).nullish() }),
  }),
]);

const tokens = z.number().int().positive().nullish();
const number = z.number().nullish();

/** What of a chat completion's body a translation reads. OpenAI takes null for absent nearly everywhere. */
const chatRequest = z.object({
  messages: z.array(message).min(1),
  max_tokens: tokens,
  max_completion_tokens: tokens,
  temperature: number,
  top_p: number,
  stop: z.union([z.string(), z.array(z.string())]).nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  tools: z.array(tool).nullish(),
  tool_choice: toolChoice.nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  response_format: responseFormat.nullish(),
  reasoning_effort: z.string().nullish(),
  user: z.string().nullish(),
  safety_identifier: z.string().nullish(),
  n: number,
  logprobs: z.boolean().nullish(),
  top_logprobs: number,
  logit_bias: z.record(z.string(), z.number()).nullish(),
  frequency_penalty: number,
  presence_penalty: number,
  modalities: z.array(z.string()).nullish(),
  functions: z.array(z.unknown()).nullish(),
  web_search_options: z.unknown().optional(),
});

export type ChatRequest = z.infer<typeof chatRequest>;
export type ChatMessage = ChatRequest["messages"][number];
export type ChatTool = z.infer<typeof tool>;
export type ToolChoice = z.infer<typeof toolChoice>;

/** The body of a chat completion, checked. Throws Unsupported, which names the parameter at fault. */
export function readChat(body: ParsedBody): ChatRequest {
  const parsed = chatRequest.safeParse(body.json);
  if (parsed.success) return bounded(parsed.data, body.grantedTokens);
  const issue = parsed.error.issues[0]!;
  const param = parameter(deepest(issue));
  throw new Unsupported(`${param} is not one this model's provider can be sent: ${issue.message}.`, param);
}

/** With the bound that was granted, where the application gave none. */
const bounded = (chat: ChatRequest, grantedTokens: number | null): ChatRequest => ({
  ...chat,
  max_completion_tokens: chat.max_completion_tokens ?? chat.max_tokens ?? grantedTokens,
});

/** Of a union, the branch that came furthest is the one that was meant. */
function deepest(issue: z.core.$ZodIssue): PropertyKey[] {
  if (issue.code !== "invalid_union") return issue.path;
  const inner = issue.errors.flatMap((branch) => branch.slice(0, 1).map(deepest));
  const longest = inner.sort((a, b) => b.length - a.length)[0] ?? [];
  return [...issue.path, ...longest];
}

/** `messages[2].content[0].type` */
const parameter = (path: PropertyKey[]): string =>
  path
    .map((step, at) => (typeof step === "number" ? `[${step}]` : `${at ? "." : ""}${String(step)}`))
    .join("");
