import type { ChatRequest, ChatTool, ToolChoice } from "../chat/request";
import { Unsupported } from "../chat/unsupported";
import type { ConverseRequest, Message } from "./converse";

type ToolConfig = NonNullable<ConverseRequest["toolConfig"]>;

/** The tools of a request, or undefined where there are none to offer. */
export function toToolConfig(
  { tools, tool_choice: choice, parallel_tool_calls }: ChatRequest,
  messages: Message[],
): ToolConfig | undefined {
  if (!tools || tools.length === 0) return undefined;
  if (choice === "none") return withhold(messages);
  if (parallel_tool_calls === false) {
    const message =
      "Amazon Bedrock cannot be kept to one tool call at a time. Leave parallel_tool_calls out.";
    throw new Unsupported(message, "parallel_tool_calls");
  }
  return { tools: tools.map(toSpec), ...(choice ? { toolChoice: toChoice(choice) } : {}) };
}

/** Converse knows no "none": tools that are not offered are not called, but it wants them while the conversation has used any. */
function withhold(messages: Message[]): undefined {
  const used = messages.some(({ content }) =>
    content.some((block) => "toolUse" in block || "toolResult" in block),
  );
  if (!used) return undefined;
  const message = "Amazon Bedrock cannot be told to use no tool in a conversation that has used one.";
  throw new Unsupported(message, "tool_choice");
}

const toSpec = ({ function: { name, description, parameters, strict } }: ChatTool) => ({
  toolSpec: {
    name,
    ...(description ? { description } : {}),
    inputSchema: { json: { properties: {}, ...parameters, type: "object" } },
    ...(strict ? { strict } : {}),
  },
});

function toChoice(choice: Exclude<ToolChoice, "none">) {
  if (choice === "auto") return { auto: {} };
  return choice === "required" ? { any: {} } : { tool: { name: choice.function.name } };
}
