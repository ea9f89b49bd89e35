import { type Completion, type ToolCall, writeCompletion } from "../chat/completion";
import { UnreadableAnswer } from "../wire";
import type { AnswerBlock, ConverseAnswer } from "./converse";
import { toFinishReason } from "./finish-reason";
import { toUsage } from "./usage";

/** A whole answer as a chat completion. */
export function toCompletion(id: string, model: string, answer: ConverseAnswer): Buffer {
  const blocks = answer.output?.message?.content;
  if (!Array.isArray(blocks)) throw new UnreadableAnswer("the answer has no message");
  const completion: Completion = {
    id,
    model,
    text: joined(blocks.map((block) => block.text)),
    reasoning: joined(blocks.map((block) => block.reasoningContent?.reasoningText?.text)),
    toolCalls: blocks.flatMap(toToolCall),
    finish: toFinishReason(answer.stopReason),
    usage: toUsage(answer.usage),
  };
  return writeCompletion(completion);
}

function joined(parts: (string | undefined)[]): string | null {
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? null : known.join("");
}

const toToolCall = ({ toolUse }: AnswerBlock): ToolCall[] =>
  toolUse
    ? [{ id: toolUse.toolUseId, name: toolUse.name, arguments: JSON.stringify(toolUse.input ?? {}) }]
    : [];
