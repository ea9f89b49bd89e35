import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { type ChatBody, events, sendCompletion, startStream, write } from "./completions";
import { fail } from "./errors";
import type { RecordedRequest } from "./index";

type Behaviour = (
  request: RecordedRequest,
  res: ServerResponse,
  body: ChatBody,
  number: number,
) => void | Promise<void>;

/**
 * Chosen by the model's name, up to a number at its end: `slow-3000`, `error-429`, `drip-100`. Others change what is counted
 * (counting.ts), and `uncounted` never tells.
 */
const BEHAVIOURS: Record<string, Behaviour> = {
  slow: async (request, res, body, milliseconds) => {
    await sleep(milliseconds);
    await complete(request, res, body);
  },
  error: (_, res, __, status) => fail(res, status, `The fake upstream was asked for ${status}.`, "asked_for"),
  never: () => {},
  drip: async (request, res, body, milliseconds) => {
    startStream(res);
    await write(request, res, events(body, Array(40).fill(" drop")), milliseconds);
    res.end();
  },
  stall: async (request, res, body) => {
    startStream(res);
    await write(request, res, events(body).slice(0, 2));
  },
  "broken-stream": async (request, res, body) => {
    startStream(res);
    await write(request, res, events(body).slice(0, 3), 20);
    res.destroy();
  },
  "broken-body": async (_, res) => {
    res.writeHead(200, { "content-type": "application/json", "content-length": 1000 });
    res.write('{"id":"chatcmpl');
    await sleep(50);
    res.destroy();
  },
  "no-answer": (_, res) => {
    res.destroy();
  },
  /** Streamed: 64 MB of events, as fast as they are taken. Not streamed: 5 MB. */
  huge: async (request, res, body) => {
    if (!body.stream) return sendCompletion(res, body, ["long ".repeat(1024 * 1024)]);
    startStream(res);
    await write(request, res, events(body, Array(1024).fill("x".repeat(64 * 1024))));
    res.end();
  },
  /** The usage event arrives in three reads. */
  "split-usage": async (request, res, body) => {
    startStream(res);
    const all = events({ ...body, stream_options: { include_usage: true } }).join("");
    const at = all.indexOf('"usage":{') + 4;
    await write(request, res, [all.slice(0, at), all.slice(at, at + 30), all.slice(at + 30)], 30);
    res.end();
  },
  redirect: (_, res) => {
    res.writeHead(307, { location: "http://127.0.0.1:1/elsewhere" }).end();
  },
  gzip: (_, res) => {
    res.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
    res.end(gzipSync('{"object":"chat.completion","choices":[]}'));
  },
  /** A debugging upstream that repeats what it was sent: credential and all. */
  "echo-error": (request, res) => {
    const secret = String(request.headers.authorization).slice("Bearer ".length);
    const masked = `${secret.slice(0, 8)}${"*".repeat(20)}${secret.slice(-4)}`;
    res.setHeader("openai-version", `for ${secret}`);
    const escaped = JSON.stringify(secret).slice(1, -1).replaceAll("/", "\\/");
    fail(res, 400, `Bad key: ${secret}, shown as ${masked}, escaped as ${escaped}.`);
  },
  echo: async (request, res, body) => {
    const secret = String(request.headers.authorization).slice("Bearer ".length);
    if (!body.stream) return sendCompletion(res, body, [`You sent ${secret}!`]);
    startStream(res);
    const all = events(body, [`You sent ${secret}!`]).join("");
    const middle = all.indexOf(secret) + 9;
    await write(request, res, [all.slice(0, middle), all.slice(middle)], 30);
    res.end();
  },
};

/** Answers a chat completion as its model's name asks. */
export function behave(request: RecordedRequest, res: ServerResponse) {
  const body = JSON.parse(request.body.toString()) as ChatBody;
  if (typeof body.model !== "string") return fail(res, 400, "you must provide a model parameter");
  const [, name = "", number = "0"] = /^(.*?)(?:-(\d+))?$/.exec(body.model) ?? [];
  const behaviour = BEHAVIOURS[name] ?? complete;
  Promise.resolve(behaviour(request, res, body, Number(number))).catch((error) => res.destroy(error));
}

async function complete(request: RecordedRequest, res: ServerResponse, body: ChatBody): Promise<void> {
  if (!body.stream) return sendCompletion(res, body);
  startStream(res);
  await write(request, res, events(body));
  res.end();
}
