import type { ServerResponse } from "node:http";

/** An error as OpenAI words it. */
export function fail(res: ServerResponse, status: number, message: string, code: string | null = null): void {
  const type = status === 429 ? "rate_limit_error" : status >= 500 ? "server_error" : "invalid_request_error";
  res.writeHead(status, {
    "content-type": "application/json",
    ...(status === 429 ? { "retry-after": "7", "x-ratelimit-limit-requests": "5000" } : {}),
  });
  res.end(JSON.stringify({ error: { message, type, param: null, code } }));
}
