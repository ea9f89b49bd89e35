import { z } from "zod";
import type { Usage } from "../../usage";
import { type ToolCall, writeCompletion } from "../chat/completion";
import { UnreadableAnswer } from "../wire";
import { counted, finishOf, usageOf } from "./usage";

const message = z.object({
  type: z.literal("message"),
  id: z.string(),
  model: z.string(),
  content: z.array(
    z.object({
      type: z.string(),
      text: z.string().optional(),
      thinking: z.string().optional(),
      id: z.string().optional(),
      name: z.string().optional(),
      input: z.unknown().optional(),
    }),
  ),
  stop_reason: z.string().nullish(),
  usage: counted,
});
type Block = z.infer<typeof message>["content"][number];

/** A message that was not streamed, as a chat completion, and what it used. */
export function translateAnswer(bytes: Buffer): { completion: Buffer; usage: Usage } {
  const { id, model, content, stop_reason, usage: reported } = readMessage(bytes);
  const usage = usageOf(reported);
  const completion = writeCompletion({
    id,
    model,
    text: joined(content, "text", (block) => block.text),
    reasoning: joined(content, "thinking", (block) => block.thinking),
    toolCalls: content.filter((block) => block.type === "tool_use").map(toolCall),
    finish: finishOf(stop_reason),
    usage,
  });
  return { completion, usage };
}

function readMessage(bytes: Buffer): z.infer<typeof message> {
  try {
    return message.parse(JSON.parse(bytes.toString()));
  } catch {
    throw new UnreadableAnswer("the answer is not a message");
  }
}

function joined(content: Block[], type: string, read: (block: Block) => string | undefined): string | null {
  const blocks = content.filter((block) => block.type === type);
  return blocks.length === 0 ? null : blocks.map((block) => read(block) ?? "").join("");
}

const toolCall = ({ id = "", name = "", input }: Block): ToolCall => ({
  id,
  name,
  arguments: JSON.stringify(input ?? {}),
});
