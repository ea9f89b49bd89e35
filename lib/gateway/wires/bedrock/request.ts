import { refuseLosses } from "../chat/losses";
import type { ChatRequest } from "../chat/request";
import { Unsupported } from "../chat/unsupported";
import type { ConverseRequest } from "./converse";
import { toConversation } from "./messages";
import { toToolConfig } from "./tools";

/** A chat completion's request as Converse wants it. Throws Unsupported. */
export function toConverse(chat: ChatRequest): ConverseRequest {
  refuseLosses(chat, "Amazon Bedrock");
  const { system, messages } = toConversation(chat.messages);
  const toolConfig = toToolConfig(chat, messages);
  const inferenceConfig = toInferenceConfig(chat);
  const textFormat = toTextFormat(chat);
  return {
    messages,
    ...(system.length > 0 ? { system } : {}),
    ...(Object.keys(inferenceConfig).length > 0 ? { inferenceConfig } : {}),
    ...(toolConfig ? { toolConfig } : {}),
    ...(textFormat ? { outputConfig: { textFormat } } : {}),
  };
}

function toInferenceConfig(chat: ChatRequest): NonNullable<ConverseRequest["inferenceConfig"]> {
  const { temperature, top_p: topP, stop } = chat;
  const maxTokens = chat.max_completion_tokens ?? chat.max_tokens;
  const stopSequences = typeof stop === "string" ? [stop] : stop;
  return {
    ...(maxTokens == null ? {} : { maxTokens }),
    ...(temperature == null ? {} : { temperature }),
    ...(topP == null ? {} : { topP }),
    ...(stopSequences?.length ? { stopSequences } : {}),
  };
}

function toTextFormat({ response_format: format }: ChatRequest) {
  if (!format || format.type === "text") return null;
  if (format.type === "json_schema" && format.json_schema.schema) {
    const { name, schema } = format.json_schema;
    return {
      type: "json_schema",
      structure: { jsonSchema: { name, schema: JSON.stringify(schema) } },
    } as const;
  }
  const message =
    "Amazon Bedrock writes JSON only by a schema. Send response_format of type json_schema, with a schema.";
  throw new Unsupported(message, "response_format");
}
