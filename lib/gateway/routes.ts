import { type Refusal, refusal } from "./refusals";

export type Route =
  /** Forwarded to the upstream at `path` below its base URL. */
  | { kind: "forward"; name: string; method: "POST"; path: string }
  | { kind: "models"; name: string; method: "GET"; id: string | null };

const MODELS = "/v1/models";
const forward = (path: string): Route => ({ kind: "forward", name: `/v1${path}`, method: "POST", path });

const ROUTES = new Map<string, Route>([
  ["/v1/chat/completions", forward("/chat/completions")],
  ["/v1/embeddings", forward("/embeddings")],
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
