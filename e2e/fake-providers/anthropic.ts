import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { ANTHROPIC_USAGE, answer, envelope, events, write } from "./anthropic-answers";
import { findInvalid, type MessagesBody } from "./anthropic-validation";
import { type FakeRequest, type FakeServer, listen, sendJson } from "./listen";

export const ANTHROPIC_API_KEY = "sk-ant-api03-fake/0123456789+abcdefghijklmnop-AA";
export { ANTHROPIC_USAGE } from "./anthropic-answers";

/**
 * Anthropic's Messages API. The model's name chooses how it behaves: `error-529`, `slow-500`, `never`, `drip-50`, `error-event` (the
 * error comes first), `late-error-event`, `cut` (the stream ends too early), `garbled`, `echo`, `echo-error`.
 */
export const startFakeAnthropic = (): Promise<FakeServer> =>
  listen((request, res) => {
    res.setHeader("request-id", "req_fake_anthropic");
    res.setHeader("anthropic-ratelimit-requests-remaining", "49");
    res.setHeader("anthropic-organization-id", "the-operators-organization");
    if (request.headers["x-api-key"] !== ANTHROPIC_API_KEY) {
      return fail(res, 401, "authentication_error", "invalid x-api-key");
    }
    if (!request.headers["anthropic-version"]) {
      return fail(res, 400, "invalid_request_error", "anthropic-version: header is required");
    }
    if (request.path === "/v1/models" && request.method === "GET") {
      return sendJson(res, 200, { data: [{ type: "model", id: "claude-sonnet-4-5" }], has_more: false });
    }
    if (request.path !== "/v1/messages" || request.method !== "POST") {
      return fail(res, 404, "not_found_error", "Not Found");
    }
    return message(request, res);
  });

async function message(request: FakeRequest, res: ServerResponse) {
  const body = JSON.parse(request.body.toString()) as MessagesBody;
  const invalid = findInvalid(body);
  if (invalid) return fail(res, 400, "invalid_request_error", invalid);
  const [, behaviour = "", number = "0"] = /^claude-(.*?)(?:-(\d+))?$/.exec(body.model) ?? [];
  if (behaviour === "error") return fail(res, Number(number), TYPES[number] ?? "api_error", "As was asked.");
  if (behaviour === "echo-error") return fail(res, 400, "invalid_request_error", `Not ${ANTHROPIC_API_KEY}`);
  if (behaviour === "never") return;
  if (behaviour === "slow") await sleep(Number(number));
  const answered = answer(body);
  if (behaviour === "echo") answered.blocks = [{ type: "text", text: `key ${ANTHROPIC_API_KEY}!` }];
  if (body.stream) return stream(res, events(body.model, answered), behaviour, Number(number));
  if (behaviour === "garbled") return sendJson(res, 200, { type: "message", content: "?" });
  sendJson(res, 200, {
    ...envelope(body.model),
    content: answered.blocks,
    stop_reason: answered.stopReason,
    stop_sequence: null,
    usage: { ...ANTHROPIC_USAGE, ...answered.usage, service_tier: "standard" },
  });
}

const TYPES: Record<string, string> = {
  400: "invalid_request_error",
  404: "not_found_error",
  429: "rate_limit_error",
  529: "overloaded_error",
};
const OVERLOADED: [string, object] = [
  "error",
  { error: { type: "overloaded_error", message: "Overloaded" }, request_id: "req_fake_anthropic" },
];

async function stream(res: ServerResponse, all: [string, object][], behaviour: string, pauseMs: number) {
  res.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" });
  if (behaviour === "error-event") return res.end(write(OVERLOADED));
  if (behaviour === "garbled") return res.end('event: message_start\ndata: {"type":"message_start"}\n\n');
  const early = behaviour === "cut" || behaviour === "late-error-event";
  for (const event of early ? all.slice(0, 5) : all) {
    res.write(write(event));
    if (pauseMs > 0 && behaviour !== "slow") await sleep(pauseMs);
  }
  if (behaviour === "late-error-event") {
    await sleep(30);
    res.write(write(OVERLOADED));
  }
  res.end();
}

function fail(res: ServerResponse, status: number, type: string, message: string): void {
  const headers: Record<string, string> = status === 429 || status === 529 ? { "retry-after": "11" } : {};
  const body = { type: "error", error: { type, message }, request_id: "req_fake_anthropic" };
  sendJson(res, status, body, headers);
}
