import type { OpenCredential } from "../../../credentials";
import { withModel } from "../../parse-body";
import { refusal } from "../../refusals";
import type { ForwardRoute } from "../../routes";
import type { WireAdapter } from "../wire";

const NO_HEADERS: readonly string[] = [];

const MESSAGES_ELSEWHERE =
  "This model's provider does not speak Anthropic's Messages API. Call it through POST /v1/chat/completions.";

/** OpenAI's own protocol: the bytes pass both ways, and at most the model's name in them changes. */
export const openai: WireAdapter = (route, body, { credential, model }) => {
  if (route.protocol === "messages")
    return refusal(400, "invalid_request_error", MESSAGES_ELSEWHERE, "model");
  return {
    path: credential.provider === "azure" ? azurePath(route, credential, model) : route.path,
    body: withModel(body, credential.provider === "vertex" ? published(model) : model),
    headers: NO_HEADERS,
    translator: null,
  };
};

/** Azure names the deployment in the path; only its Responses API takes it from the body, at an address without versions. */
function azurePath(route: ForwardRoute, credential: OpenCredential, model: string): string {
  if (route.protocol === "responses") return "/openai/v1/responses";
  const version = encodeURIComponent(credential.config.apiVersion ?? "");
  return `/openai/deployments/${encodeURIComponent(model)}${route.path}?api-version=${version}`;
}

/** Vertex names models with their publisher; Google's own are called without one everywhere else. */
const published = (model: string): string => (model.includes("/") ? model : `google/${model}`);
