import type { MessageCreateParams } from "@anthropic-ai/sdk/resources/messages/messages";
import type { ChatRequest } from "../chat/request";
import { Unsupported } from "../chat/unsupported";
import type { Conversation } from "./turns";

/** What an answer may have when the request does not say: every Claude can give it. */
const DEFAULT_MAX_TOKENS = 4096;
const LEAST_BUDGET_TOKENS = 1024;
/** Room to think, by OpenAI's word for the effort; null thinks not at all. */
const ROOM_TOKENS = new Map<unknown, number | null>([
  ["none", null],
  ["minimal", null],
  ["low", 1024],
  ["medium", 4096],
  ["high", 16_384],
  ["xhigh", 24_576],
]);
/** These think within a budget of tokens; every later one decides by itself, within an effort. */
const BUDGETED = /claude-(?:3|(?:opus|sonnet|haiku)-4(?![-.][6-9]))/;

type Thought = Pick<MessageCreateParams, "max_tokens" | "thinking" | "output_config">;

/** What an answer may have where the request does not say. */
export const defaultMaxTokens = (effort: unknown): number =>
  DEFAULT_MAX_TOKENS + (ROOM_TOKENS.get(effort ?? "none") ?? 0);

/** `max_tokens`, which Anthropic requires, and `reasoning_effort` as thinking. Thoughts count towards `max_tokens` on both sides. */
export function think(chat: ChatRequest, model: string, conversation: Conversation): Thought {
  const effort = chat.reasoning_effort ?? "none";
  const room = ROOM_TOKENS.get(effort);
  if (room === undefined) {
    const known = [...ROOM_TOKENS.keys()].join(", ");
    throw new Unsupported(`reasoning_effort must be one of ${known}.`, "reasoning_effort");
  }
  const asked = chat.max_completion_tokens ?? chat.max_tokens;
  const max_tokens = asked ?? defaultMaxTokens(effort);
  if (room === null) return { max_tokens };
  if (!BUDGETED.test(model)) {
    const level = effort as "low" | "medium" | "high" | "xhigh";
    return { max_tokens, thinking: { type: "adaptive" }, output_config: { effort: level } };
  }
  const budget = Math.min(room, Math.floor(max_tokens / 2));
  // Within a loop of tool calls it would want its earlier thoughts back, which OpenAI's protocol does not carry.
  if (budget < LEAST_BUDGET_TOKENS || continuesToolUse(conversation)) return { max_tokens };
  refuseConflicts(chat);
  return { max_tokens, thinking: { type: "enabled", budget_tokens: budget } };
}

const continuesToolUse = ({ messages }: Conversation) =>
  messages.at(-1)!.content.some((block) => block.type === "tool_result");

function refuseConflicts({ temperature, tool_choice }: ChatRequest): void {
  const advice = "while this model thinks. Leave it or reasoning_effort out.";
  if ((temperature ?? 1) !== 1) {
    throw new Unsupported(`temperature cannot be chosen ${advice}`, "temperature");
  }
  if (tool_choice === "required" || typeof tool_choice === "object") {
    if (tool_choice !== null)
      throw new Unsupported(`tool_choice cannot force a tool ${advice}`, "tool_choice");
  }
}
