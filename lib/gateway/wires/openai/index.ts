import type { OpenCredential } from "../../../credentials";
import { providerOf } from "../../../providers";
import { type Edits, editBody } from "../../body-edits";
import { boundEdits } from "../../output-bound";
import type { ParsedBody } from "../../parse-body";
import { refusal } from "../../refusals";
import type { ForwardRoute } from "../../routes";
import type { WireAdapter } from "../wire";

const NO_HEADERS: readonly string[] = [];

const MESSAGES_ELSEWHERE =
  "This model's provider does not speak Anthropic's Messages API. Call it through POST /v1/chat/completions.";

/**
 * OpenAI's own protocol: the bytes pass both ways. What changes in them is the model's name, a bound that was granted, and that a stream
 * is asked for its usage.
 */
export const openai: WireAdapter = (route, body, { credential, model }) => {
  if (route.protocol === "messages")
    return refusal(400, "invalid_request_error", MESSAGES_ELSEWHERE, "model");
  const { provider } = credential;
  const asking = askForUsage(route, body, credential);
  const edited = editBody(body, {
    model: provider === "vertex" ? published(model) : model,
    ...boundEdits(body, route.protocol, provider),
    ...asking,
  });
  if ("status" in edited) return edited;
  return {
    path: provider === "azure" ? azurePath(route, credential, model) : route.path,
    body: edited,
    headers: NO_HEADERS,
    hidesUsage: asking !== null,
    translator: null,
  };
};

/** What asks for a stream's usage, where it does not come unasked and the application did not ask itself. */
function askForUsage(
  { protocol }: ForwardRoute,
  { streamed, json }: ParsedBody,
  { provider }: OpenCredential,
): Edits | null {
  if (!streamed || protocol !== "chat" || providerOf(provider).streamUsage !== "asked") return null;
  const { stream_options: given = null } = json;
  // Options that are none are the provider's to refuse.
  if (typeof given !== "object" || Array.isArray(given)) return null;
  const options = given as { include_usage?: unknown } | null;
  return options?.include_usage === true ? null : { stream_options: { ...options, include_usage: true } };
}

/** Azure names the deployment in the path; only its Responses API takes it from the body, at an address without versions. */
function azurePath(route: ForwardRoute, credential: OpenCredential, model: string): string {
  if (route.protocol === "responses") return "/openai/v1/responses";
  const version = encodeURIComponent(credential.config.apiVersion ?? "");
  return `/openai/deployments/${encodeURIComponent(model)}${route.path}?api-version=${version}`;
}

/** Vertex names models with their publisher; Google's own are called without one everywhere else. */
const published = (model: string): string => (model.includes("/") ? model : `google/${model}`);
