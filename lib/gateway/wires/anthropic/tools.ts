import type { MessageCreateParams, Tool } from "@anthropic-ai/sdk/resources/messages/messages";
import type { ChatRequest, ChatTool, ToolChoice } from "../chat/request";

type Tools = Pick<MessageCreateParams, "tools" | "tool_choice">;
type Choice = NonNullable<MessageCreateParams["tool_choice"]>;

/** The tools and how freely they are chosen; nothing where there are none. */
export function equip({ tools, tool_choice, parallel_tool_calls }: ChatRequest): Tools {
  if (!tools || tools.length === 0) return {};
  const choice = tool_choice == null ? null : choose(tool_choice);
  return { tools: tools.map(describe), ...limit(choice, parallel_tool_calls === false) };
}

const describe = ({ function: { name, description, parameters, strict } }: ChatTool): Tool => ({
  name,
  ...(description ? { description } : {}),
  input_schema: { properties: {}, ...parameters, type: "object" },
  ...(strict ? { strict } : {}),
});

function choose(choice: ToolChoice): Choice {
  if (typeof choice === "object") return { type: "tool", name: choice.function.name };
  return { type: choice === "required" ? "any" : choice };
}

function limit(choice: Choice | null, oneAtATime: boolean): Pick<Tools, "tool_choice"> {
  if (!oneAtATime || choice?.type === "none") return choice ? { tool_choice: choice } : {};
  return { tool_choice: { ...(choice ?? { type: "auto" }), disable_parallel_tool_use: true } };
}
