import type {
  ContentBlockParam,
  MessageParam,
  TextBlockParam,
} from "@anthropic-ai/sdk/resources/messages/messages";
import type { ChatMessage } from "../chat/request";
import { Unsupported } from "../chat/unsupported";
import { fileBlock, imageBlock } from "./attachments";

type Turn = MessageParam & { role: "user" | "assistant"; content: ContentBlockParam[] };
type Texts = string | { text: string }[];

/** The conversation in Anthropic's terms. */
export type Conversation = { system: TextBlockParam[]; messages: Turn[] };

/**
 * Turns alternate at Anthropic and begin with the user's; what stands side by side is put together, so that parallel tool results
 * are one turn. System messages go in front of everything, wherever they stood.
 */
export function converse(messages: ChatMessage[]): Conversation {
  const conversation: Conversation = { system: [], messages: [] };
  messages.forEach((message, at) => {
    if (message.role === "system" || message.role === "developer") {
      conversation.system.push(...textBlocks(message.content));
      return;
    }
    const role = message.role === "assistant" ? "assistant" : "user";
    const content = blocksOf(message, at);
    if (content.length === 0) return;
    const last = conversation.messages.at(-1);
    if (last?.role === role) last.content.push(...content);
    else conversation.messages.push({ role, content });
  });
  if (conversation.messages.length === 0) {
    throw new Unsupported("messages must hold at least one besides the system's.", "messages");
  }
  return conversation;
}

type Spoken = Exclude<ChatMessage, { role: "system" | "developer" }>;

function blocksOf(message: Spoken, at: number): ContentBlockParam[] {
  if (message.role === "tool") {
    return [{ type: "tool_result", tool_use_id: message.tool_call_id, content: textBlocks(message.content) }];
  }
  if (message.role === "assistant") return assistantBlocks(message, at);
  if (typeof message.content === "string") return textBlocks(message.content);
  return message.content.flatMap((part, index): ContentBlockParam[] => {
    if (part.type === "text") return textBlocks([part]);
    const param = `messages[${at}].content[${index}]`;
    return [part.type === "file" ? fileBlock(part.file, param) : imageBlock(part.image_url.url, param)];
  });
}

function assistantBlocks(
  message: Extract<ChatMessage, { role: "assistant" }>,
  at: number,
): ContentBlockParam[] {
  const { content, refusal, tool_calls } = message;
  const said = typeof content === "string" ? [content] : (content ?? []).map(wording);
  const calls = (tool_calls ?? []).map(
    (call, index): ContentBlockParam => ({
      type: "tool_use",
      id: call.id,
      name: call.function.name,
      input: readArguments(
        call.function.arguments,
        `messages[${at}].tool_calls[${index}].function.arguments`,
      ),
    }),
  );
  return [...textBlocks([...said, refusal ?? ""].map((text) => ({ text }))), ...calls];
}

const wording = (part: { type: "text"; text: string } | { type: "refusal"; refusal: string }) =>
  part.type === "text" ? part.text : part.refusal;

/** Anthropic takes no empty texts. */
const textBlocks = (content: Texts): TextBlockParam[] =>
  (typeof content === "string" ? [{ text: content }] : content)
    .filter(({ text }) => text !== "")
    .map(({ text }) => ({ type: "text", text }));

function readArguments(text: string, param: string): Record<string, unknown> {
  try {
    const input: unknown = JSON.parse(text || "{}");
    if (typeof input === "object" && input !== null && !Array.isArray(input)) {
      return input as Record<string, unknown>;
    }
  } catch {}
  throw new Unsupported(`${param} must hold a JSON object: Anthropic takes no other.`, param);
}
