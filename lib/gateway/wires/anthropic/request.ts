import type { MessageCreateParams } from "@anthropic-ai/sdk/resources/messages/messages";
import type { ParsedBody } from "../../parse-body";
import { refuseLosses } from "../chat/losses";
import type { ChatRequest } from "../chat/request";
import { Unsupported } from "../chat/unsupported";
import { think } from "./thinking";
import { equip } from "./tools";
import { converse } from "./turns";

/** A chat completion's body as one for `/v1/messages`. Throws Unsupported. */
export function translateRequest(chat: ChatRequest, body: ParsedBody, model: string): MessageCreateParams {
  refuseLosses(chat, "Anthropic");
  const { temperature, top_p, stop } = chat;
  if ((temperature ?? 0) > 1) {
    throw new Unsupported("Anthropic takes a temperature from 0 to 1.", "temperature");
  }
  const conversation = converse(chat.messages);
  const thought = think(chat, model, conversation);
  const format = formatOf(chat);
  const person = chat.safety_identifier ?? chat.user;
  return {
    model,
    ...thought,
    ...(conversation.system.length > 0 ? { system: conversation.system } : {}),
    messages: conversation.messages,
    ...equip(chat),
    ...(temperature == null ? {} : { temperature }),
    ...(top_p == null ? {} : { top_p }),
    ...(stop ? { stop_sequences: typeof stop === "string" ? [stop] : stop } : {}),
    ...(format ? { output_config: { ...thought.output_config, format } } : {}),
    ...(person ? { metadata: { user_id: person } } : {}),
    ...(body.streamed ? { stream: true } : {}),
  };
}

function formatOf({ response_format: format }: ChatRequest) {
  if (!format || format.type === "text") return null;
  if (format.type === "json_schema" && format.json_schema.schema) {
    return { type: "json_schema", schema: format.json_schema.schema } as const;
  }
  const message =
    "Anthropic writes JSON only by a schema. Send response_format of type json_schema, with a schema.";
  throw new Unsupported(message, "response_format");
}
