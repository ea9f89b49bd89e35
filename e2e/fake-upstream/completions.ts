import type { ServerResponse } from "node:http";
import type { RecordedRequest } from "./index";

export type ChatBody = {
  model: string;
  messages?: unknown[];
  stream?: boolean;
  stream_options?: { include_usage?: boolean };
};

export const WORDS = ["Hello", " from", " the", " fake", " upstream", " — ☃", "."];
export const USAGE = {
  prompt_tokens: 19,
  completion_tokens: 7,
  total_tokens: 26,
  prompt_tokens_details: { cached_tokens: 4, audio_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 2, audio_tokens: 0 },
};

const head = (model: string, object: string) => ({
  id: "chatcmpl-fake0000000000000000000001",
  object,
  created: 1741570283,
  model,
  service_tier: "default",
  system_fingerprint: "fp_fake",
});

/** A whole completion, not streamed. */
export function sendCompletion(res: ServerResponse, model: string, content = WORDS.join("")): void {
  const message = { role: "assistant", content, refusal: null, annotations: [] };
  const body = JSON.stringify({
    ...head(model, "chat.completion"),
    choices: [{ index: 0, message, logprobs: null, finish_reason: "stop" }],
    usage: USAGE,
  });
  res.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  res.end(body);
}

/** The stream's events in order: the role, each word, the finish, and usage where it was asked for. */
export function events(body: ChatBody, words = WORDS): string[] {
  const asked = body.stream_options?.include_usage === true;
  const event = (choices: unknown[], usage: unknown) => {
    const data = { ...head(body.model, "chat.completion.chunk"), choices, ...(asked ? { usage } : {}) };
    return `data: ${JSON.stringify(data)}\n\n`;
  };
  const choice = (delta: unknown, finish: string | null = null) => [
    { index: 0, delta, logprobs: null, finish_reason: finish },
  ];
  return [
    event(choice({ role: "assistant", content: "", refusal: null }), null),
    ...words.map((content) => event(choice({ content }), null)),
    event(choice({}, "stop"), null),
    ...(asked ? [event([], USAGE)] : []),
    "data: [DONE]\n\n",
  ];
}

export function startStream(res: ServerResponse): void {
  res.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" });
  res.flushHeaders();
}

/** Writes parts with a pause between them, minding back-pressure. Stops when the client has gone. */
export async function write(
  request: RecordedRequest,
  res: ServerResponse,
  parts: Iterable<string | Buffer>,
  pauseMs = 0,
): Promise<void> {
  for (const part of parts) {
    if (res.destroyed) return;
    request.sentBytes += Buffer.byteLength(part);
    if (!res.write(part)) await new Promise<void>((resolve) => onceAny(res, resolve));
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

function onceAny(res: ServerResponse, resolve: () => void): void {
  const done = () => {
    res.off("drain", done);
    res.off("close", done);
    resolve();
  };
  res.on("drain", done);
  res.on("close", done);
}
