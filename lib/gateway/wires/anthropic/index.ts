import type { OpenCredential } from "../../../credentials";
import { editBody } from "../../body-edits";
import { boundEdits } from "../../output-bound";
import { refusal } from "../../refusals";
import { readChat } from "../chat/request";
import { translating } from "../chat/unsupported";
import type { WireAdapter } from "../wire";
import { translateRequest } from "./request";
import { AnthropicTranslator } from "./translator";

const NO_HEADERS: readonly string[] = [];

/** Anthropic's Messages API: bytes pass where the application speaks it itself, and chat completions are translated. */
export const anthropic: WireAdapter = translating((route, body, { credential, model }) => {
  const path = messagesPath(credential);
  if (route.protocol === "messages") {
    const edited = editBody(body, { model, ...boundEdits(body, "messages", "anthropic") });
    if ("status" in edited) return edited;
    return { path, body: edited, headers: NO_HEADERS, hidesUsage: false, translator: null };
  }
  if (route.protocol !== "chat") return unavailable(route.name);
  const chat = readChat(body);
  return {
    path,
    body: Buffer.from(JSON.stringify(translateRequest(chat, body, model))),
    headers: ["accept", body.streamed ? "text/event-stream" : "application/json"],
    hidesUsage: false,
    translator: new AnthropicTranslator(chat.stream_options?.include_usage === true),
  };
});

/** People write the address both ways. */
const messagesPath = ({ baseUrl }: OpenCredential) =>
  /\/v1\/*$/.test(baseUrl) ? "/messages" : "/v1/messages";

const unavailable = (name: string) =>
  refusal(
    400,
    "invalid_request_error",
    `Anthropic has nothing like ${name}. Choose another provider's model.`,
    "model",
  );
