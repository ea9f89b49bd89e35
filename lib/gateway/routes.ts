import { type Refusal, refusal } from "./refusals";

/** The protocols in which applications speak. */
export type Protocol = "chat" | "embeddings" | "responses" | "messages";

/** Forwarded to the upstream; `path` is OpenAI's, below a base URL. */
export type ForwardRoute = {
  kind: "forward";
  name: string;
  method: "POST";
  path: string;
  protocol: Protocol;
};
export type Route = ForwardRoute | { kind: "models"; name: string; method: "GET"; id: string | null };

const MODELS = "/v1/models";
const forward = (path: string, protocol: Protocol): ForwardRoute => ({
  kind: "forward",
  name: `/v1${path}`,
  method: "POST",
  path,
  protocol,
});

const ROUTES = new Map<string, Route>([
  ["/v1/chat/completions", forward("/chat/completions", "chat")],
  ["/v1/embeddings", forward("/embeddings", "embeddings")],
  ["/v1/responses", forward("/responses", "responses")],
  ["/v1/messages", forward("/messages", "messages")],
  [MODELS, { kind: "models", name: MODELS, method: "GET", id: null }],
]);

/** The route of a request line, or why there is none. The query plays no part and is not forwarded. */
export function matchRoute(method: string, url: string): Route | Refusal {
  const route = ROUTES.get(url) ?? find(url);
  if (route === undefined) {
    const known = [...ROUTES.keys()].join(", ");
    return refusal(404, "unknown_url", `Gatehouse has no such address. It serves ${known}.`);
  }
  if (route.method !== method) {
    const message = `${route.name} takes ${route.method}, not ${method}.`;
    return refusal(405, "method_not_allowed", message, null, ["allow", route.method]);
  }
  return route;
}

function find(url: string): Route | undefined {
  const end = url.indexOf("?");
  const path = end === -1 ? url : url.slice(0, end);
  const exact = ROUTES.get(path);
  if (exact || !path.startsWith(`${MODELS}/`) || path.length === MODELS.length + 1) return exact;
  return { kind: "models", name: `${MODELS}/{id}`, method: "GET", id: decode(path.slice(MODELS.length + 1)) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
