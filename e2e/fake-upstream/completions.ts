import type { ServerResponse } from "node:http";
import { type ChatBody, say } from "./counting";
import type { RecordedRequest } from "./index";

export type { ChatBody } from "./counting";
export { promptTokens } from "./counting";

export const WORDS = ["Hello", " from", " the", " fake", " upstream", " — ☃", "."];

const head = (model: string, object: string) => ({
  id: "chatcmpl-fake0000000000000000000001",
  object,
  created: 1741570283,
  model,
  service_tier: "default",
  system_fingerprint: "fp_fake",
});

/** A whole completion, not streamed. */
export function sendCompletion(res: ServerResponse, body: ChatBody, words: readonly string[] = WORDS): void {
  const { words: said, finish, usage } = say(body, words);
  const message = { role: "assistant", content: said.join(""), refusal: null, annotations: [] };
  const choices = Array.from({ length: body.n ?? 1 }, (_, index) => ({
    index,
    message,
    logprobs: null,
    finish_reason: finish,
  }));
  const counted = body.model === "uncounted" ? {} : { usage };
  const answer = JSON.stringify({ ...head(body.model, "chat.completion"), choices, ...counted });
  res.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(answer) });
  res.end(answer);
}

/** The stream's events in order: the role, each word, the finish, and usage where it was asked for. */
export function events(body: ChatBody, words: readonly string[] = WORDS): string[] {
  const asked = body.stream_options?.include_usage === true && body.model !== "uncounted";
  const { words: said, finish, usage } = say(body, words);
  const event = (choices: unknown[], usage: unknown = null) => {
    const data = { ...head(body.model, "chat.completion.chunk"), choices, ...(asked ? { usage } : {}) };
    return `data: ${JSON.stringify(data)}\n\n`;
  };
  const each = (delta: unknown, finish: string | null = null) =>
    Array.from({ length: body.n ?? 1 }, (_, index) =>
      event([{ index, delta, logprobs: null, finish_reason: finish }]),
    );
  return [
    ...each({ role: "assistant", content: "", refusal: null }),
    ...said.flatMap((content) => each({ content })),
    ...each({}, finish),
    ...(asked ? [event([], usage)] : []),
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
    request.saidTokens += String(part).split('"delta":{"content":').length - 1;
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
