import { invalidRequest } from "../../refusals";
import { readChat } from "../chat/request";
import { translating } from "../chat/unsupported";
import { toConverse } from "./request";
import { ConverseTranslator } from "./translator";

const WHOLE = ["accept", "application/json"];
const STREAMED = ["accept", "application/vnd.amazon.eventstream"];

/** Amazon Bedrock's Converse API for chat completions; it has no surface for the other protocols. */
export const bedrock = translating((route, body, { model }) => {
  if (route.protocol !== "chat") {
    const message = `Amazon Bedrock is called through POST /v1/chat/completions; ${route.name} is not translated for it.`;
    return invalidRequest(message, "model");
  }
  const chat = readChat(body);
  return {
    path: `/model/${encodeURIComponent(model)}/converse${body.streamed ? "-stream" : ""}`,
    body: Buffer.from(JSON.stringify(toConverse(chat))),
    headers: body.streamed ? STREAMED : WHOLE,
    hidesUsage: false,
    translator: new ConverseTranslator(model, chat.stream_options?.include_usage === true),
  };
});
