import type { ChatMessage } from "../chat/request";
import { Unsupported } from "../chat/unsupported";
import { toDocument, toImage } from "./attachments";
import type { ContentBlock, Message } from "./converse";

type Role<R extends ChatMessage["role"]> = Extract<ChatMessage, { role: R }>;

/** A conversation in Converse's terms: instructions apart, the two sides by turns, tool results said by the user's side. */
export function toConversation(messages: ChatMessage[]): { system: { text: string }[]; messages: Message[] } {
  const system: { text: string }[] = [];
  const turns: Message[] = [];
  for (const [at, message] of messages.entries()) {
    if (message.role === "system" || message.role === "developer") system.push(...texts(message.content));
    else say(turns, message.role === "assistant" ? "assistant" : "user", toBlocks(message, at));
  }
  return { system, messages: turns };
}

/** Converse wants the sides to alternate: what one says in several messages is one turn. */
function say(turns: Message[], role: Message["role"], blocks: ContentBlock[]): void {
  if (blocks.length === 0) return;
  const last = turns.at(-1);
  if (last?.role === role) last.content.push(...blocks);
  else turns.push({ role, content: blocks });
}

function toBlocks(message: Role<"user" | "assistant" | "tool">, at: number): ContentBlock[] {
  if (message.role === "user") return userBlocks(message.content, at);
  if (message.role === "assistant") return assistantBlocks(message, at);
  return [{ toolResult: { toolUseId: message.tool_call_id, content: texts(message.content) } }];
}

function userBlocks(content: Role<"user">["content"], at: number): ContentBlock[] {
  if (typeof content === "string") return texts(content);
  return content.flatMap((part, index): ContentBlock[] => {
    if (part.type === "text") return texts(part.text);
    const param = `messages[${at}].content[${index}]`;
    return [part.type === "file" ? toDocument(part.file, param) : toImage(part.image_url.url, param)];
  });
}

function assistantBlocks({ content, refusal, tool_calls }: Role<"assistant">, at: number): ContentBlock[] {
  const said = typeof content === "string" ? [content] : (content ?? []).map(wording);
  const calls = (tool_calls ?? []).map((call, index) => ({
    toolUse: {
      toolUseId: call.id,
      name: call.function.name,
      input: toInput(call.function.arguments, `messages[${at}].tool_calls[${index}].function.arguments`),
    },
  }));
  return [...[...said, refusal ?? ""].flatMap(texts), ...calls];
}

const wording = (part: { type: "text"; text: string } | { type: "refusal"; refusal: string }) =>
  part.type === "text" ? part.text : part.refusal;

function toInput(text: string, param: string): Record<string, unknown> {
  try {
    const input: unknown = JSON.parse(text || "{}");
    if (typeof input === "object" && input !== null && !Array.isArray(input)) {
      return input as Record<string, unknown>;
    }
  } catch {}
  throw new Unsupported(`${param} must hold a JSON object: Amazon Bedrock takes no other.`, param);
}

/** Converse takes no blank text. */
function texts(content: string | { text: string }[]): { text: string }[] {
  const parts = typeof content === "string" ? [content] : content.map((part) => part.text);
  return parts.filter((text) => text.trim() !== "").map((text) => ({ text }));
}
