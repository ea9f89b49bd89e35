import type { ConverseBody } from "./bedrock-validation";

export type AnswerBlock =
  | { text: string }
  | { reasoningContent: { reasoningText: { text: string; signature: string } } }
  | { toolUse: { toolUseId: string; name: string; input: object } };
export type Answer = { blocks: AnswerBlock[]; stopReason: string; usage: typeof BEDROCK_USAGE };

export const BEDROCK_USAGE = {
  inputTokens: 15,
  outputTokens: 9,
  totalTokens: 30,
  cacheReadInputTokens: 4,
  cacheWriteInputTokens: 2,
};

/** What the fake model says: calls every tool it has until it was given results, else tells what it was sent. */
export function answer(modelId: string, body: ConverseBody): Answer {
  const last = body.messages!.at(-1)!.content;
  const results = last.flatMap((block) => block.toolResult?.content?.map(({ text }) => text) ?? []);
  const tools = body.toolConfig?.tools ?? [];
  if (tools.length > 0 && results.length === 0)
    return callTools(tools.map(({ toolSpec }) => toolSpec!.name!));
  const seen = last.flatMap(({ text, image, document }) => {
    if (image) return `[${image.format}, ${Buffer.from(image.source!.bytes!, "base64").length} bytes]`;
    return document ? `[${document.name}.${document.format}]` : (text ?? []);
  });
  const said = `You said: ${[...results, ...seen].join(" ")} — ☃`;
  const thought = { text: "They greet me.", signature: "c2lnbmF0dXJl" };
  const thinking = modelId.includes("thinking") ? [{ reasoningContent: { reasoningText: thought } }] : [];
  const maxTokens = Number(body.inferenceConfig?.maxTokens ?? Number.POSITIVE_INFINITY);
  const text = said
    .split(/(?<= )/)
    .slice(0, maxTokens)
    .join("");
  const outputTokens = Math.min(BEDROCK_USAGE.outputTokens, maxTokens);
  return {
    blocks: [...thinking, { text }],
    stopReason: text === said ? "end_turn" : "max_tokens",
    usage: { ...BEDROCK_USAGE, outputTokens },
  };
}

/** The first tool gets arguments, every other one none. */
function callTools(names: string[]): Answer {
  const calls = names.map((name, at) => ({
    toolUse: { toolUseId: `tooluse_fake-${at}`, name, input: at === 0 ? { city: "Zürich", days: 3 } : {} },
  }));
  return { blocks: [{ text: "Let me look." }, ...calls], stopReason: "tool_use", usage: BEDROCK_USAGE };
}
