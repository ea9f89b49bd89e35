import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { behave } from "./behaviours";
import { sendEmbeddings } from "./embeddings";
import { fail } from "./errors";

/** One request as it arrived, byte for byte. */
export type RecordedRequest = {
  method: string;
  url: string;
  headers: IncomingMessage["headers"];
  rawHeaders: string[];
  body: Buffer;
  /** Whether the client went away before the answer was complete. */
  disconnected: boolean;
  /** How much of the answer was written, in bytes. */
  sentBytes: number;
  /** How many tokens of a streamed answer were written. */
  saidTokens: number;
};

export type FakeUpstream = {
  /** The base URL, as a credential holds it: `http://127.0.0.1:PORT/v1`. */
  url: string;
  requests: RecordedRequest[];
  close(): Promise<void>;
};

export const FAKE_MODELS = ["gpt-4o-mini", "gpt-4o", "text-embedding-3-small"];

/**
 * A provider that speaks OpenAI's protocol: chat completions (streamed and not), embeddings and models. The model's name chooses how it
 * behaves (see behaviours.ts). With a `secret` it refuses every other bearer, as a provider does.
 */
export async function startFakeUpstream(
  options: { secret?: string; port?: number } = {},
): Promise<FakeUpstream> {
  const requests: RecordedRequest[] = [];
  const server = createServer({ keepAliveTimeout: 60_000 }, (req, res) => {
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => chunks.push(chunk));
    req.on("end", () => {
      const recorded = record(req, Buffer.concat(chunks));
      requests.push(recorded);
      res.on("close", () => {
        recorded.disconnected = !res.writableFinished;
      });
      answer(recorded, res, options.secret);
    });
  });
  server.requestTimeout = 0;
  await new Promise<void>((resolve) =>
    server.listen({ port: options.port ?? 0, host: "127.0.0.1", backlog: 4096 }, resolve),
  );
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const record = (req: IncomingMessage, body: Buffer): RecordedRequest => ({
  method: req.method ?? "",
  url: req.url ?? "",
  headers: req.headers,
  rawHeaders: req.rawHeaders,
  body,
  disconnected: false,
  sentBytes: 0,
  saidTokens: 0,
});

function answer(request: RecordedRequest, res: ServerResponse, secret: string | undefined) {
  // What real providers send along, and no client of a gateway should see.
  res.setHeader("set-cookie", "__cf_bm=upstream-session; path=/");
  res.setHeader("x-request-id", `req_upstream_${Math.random().toString(36).slice(2)}`);
  res.setHeader("openai-processing-ms", "7");
  res.setHeader("openai-organization", "the-operators-organization");
  res.setHeader("x-ratelimit-remaining-requests", "4999");
  if (secret !== undefined && request.headers.authorization !== `Bearer ${secret}`) {
    return fail(
      res,
      401,
      "Incorrect API key provided. You can find your API key at the provider.",
      "invalid_api_key",
    );
  }
  const route = `${request.method} ${request.url.split("?")[0]}`;
  if (route === "GET /v1/models") return sendModels(res);
  if (route === "POST /v1/chat/completions") return behave(request, res);
  if (route === "POST /v1/embeddings") return sendEmbeddings(request, res);
  fail(res, 404, `Invalid URL (${route})`, "unknown_url");
}

function sendModels(res: ServerResponse): void {
  res.setHeader("content-type", "application/json");
  const data = FAKE_MODELS.map((id) => ({ id, object: "model", created: 1721172741, owned_by: "system" }));
  res.end(JSON.stringify({ object: "list", data }));
}
