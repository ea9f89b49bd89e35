import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { request } from "undici";
import type { OpenCredential, OpenEndpoint, OpenTarget, Routes } from "../credentials";
import type { Denial, Verdict } from "../keys";
import type { KeyLimits } from "../limits";
import type { GatewayLimits } from "./deps";
import { type CallRecord, createGateway, type Gateway } from "./index";

/** The key that passes; `gk_<denial>` is denied with that code. */
export const KEY = "gk_passes";
export const SECRET = "sk-proj-3fA9/upstream+Secret=0123456789abcdefXYZ";
const PASSED = { id: "key-1", projectId: "project-1", organizationId: "organization-1" };

const NO_LIMITS: KeyLimits = {
  costNanoUsd: null,
  tokens: null,
  requestsPerMinute: null,
  resetPeriod: "never",
};

export type TestGateway = {
  url: string;
  gateway: Gateway;
  server: Server;
  records: CallRecord[];
  uses: string[];
  credentialUses: string[];
  /** The next call's record, or the last one's when it has ended already. */
  lastRecord(): Promise<CallRecord>;
  close(): Promise<void>;
};

type Options = Partial<GatewayLimits> & {
  credentials?: Partial<OpenCredential>[];
  endpoints?: Partial<OpenEndpoint>[];
  verify?: (presented: string | undefined) => Verdict | Promise<Verdict>;
  routes?: () => Routes | Promise<Routes>;
};

export const credential = (given: Partial<OpenCredential>): OpenCredential => ({
  id: `credential-${given.name ?? "up"}`,
  name: "up",
  provider: "openai-compatible",
  authMethod: "api_key",
  baseUrl: "http://127.0.0.1:1/v1",
  config: {},
  secrets: { apiKey: SECRET },
  models: [],
  openEnded: (given.models ?? []).length === 0,
  createdAtMs: 1_700_000_000_000,
  ...given,
});

export const endpoint = (given: Partial<OpenEndpoint>): OpenEndpoint => ({
  id: `endpoint-${given.slug ?? "main"}`,
  slug: "main",
  timeoutMs: null,
  targets: [],
  createdAtMs: 1_700_000_000_000,
  ...given,
});

/** A target of an endpoint: `credential/model`, weighted, or a fallback without a weight. */
export function target(name: string, weight: number | null = null): OpenTarget {
  const slash = name.indexOf("/");
  return { credentialId: `credential-${name.slice(0, slash)}`, model: name.slice(slash + 1), weight };
}

function verify(presented: string | undefined): Verdict {
  const key = { ...PASSED, enabled: true, deleted: false, expiresAtMs: null, limits: NO_LIMITS };
  if (presented === undefined) return { ok: false, code: "missing_api_key", key: null };
  return presented === KEY
    ? { ok: true, key }
    : { ok: false, code: presented.slice("gk_".length) as Denial, key: null };
}

/** The gateway on a server of its own, with keys and routes from memory: for what is about the protocol alone. */
export async function startGateway(options: Options = {}): Promise<TestGateway> {
  const records: CallRecord[] = [];
  const uses: string[] = [];
  const credentialUses: string[] = [];
  const waiting: ((record: CallRecord) => void)[] = [];
  const routes: Routes = {
    credentials: (options.credentials ?? []).map(credential),
    endpoints: (options.endpoints ?? []).map(endpoint),
  };
  const gateway = createGateway({
    verifier: { verify: options.verify ?? verify },
    routes: { routes: options.routes ?? (() => routes) },
    uses: { record: (id, _, address, userAgent) => uses.push(`${id} ${address} ${userAgent}`) },
    credentialUses: { record: (id) => credentialUses.push(id) },
    onCall: (record) => {
      records.push(record);
      for (const resolve of waiting.splice(0)) resolve(record);
    },
    limits: {
      maxBodyBytes: 1024 * 1024,
      upstreamTimeoutMs: 5000,
      upstreamNetworks: ["public", "private", "loopback"],
      trustedProxies: 0,
      ...options,
    },
  });
  const server = createServer((req, res) => gateway.handle(req, res));
  server.on("checkContinue", (req, res) => gateway.handle(req, res, true));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    gateway,
    server,
    records,
    uses,
    credentialUses,
    lastRecord: async () =>
      gateway.inFlight() === 0 && records.length > 0
        ? records.at(-1)!
        : new Promise((resolve) => waiting.push(resolve)),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await gateway.close();
    },
  };
}

export const chat = (model: string, more: Record<string, unknown> = {}) =>
  JSON.stringify({ model, messages: [{ role: "user", content: "Hi" }], ...more });

/** Calls the gateway. Without `key: null` it carries the key that passes. */
export function call(
  gateway: { url: string },
  body: BodyInit | null,
  options: {
    path?: string;
    method?: string;
    key?: string | null;
    headers?: Record<string, string>;
    signal?: AbortSignal;
  } = {},
): Promise<Response> {
  const { path = "/chat/completions", method = body === null ? "GET" : "POST", key = KEY, signal } = options;
  const authorization: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` };
  const headers = { "content-type": "application/json", ...authorization, ...options.headers };
  return fetch(gateway.url + path, { method, body, headers, signal, redirect: "manual" });
}

/** Calls with a body that comes in pieces of unannounced length. */
export function callInPieces(gateway: { url: string }, pieces: Iterable<Buffer>) {
  const headers = { authorization: `Bearer ${KEY}` };
  return request(`${gateway.url}/chat/completions`, { method: "POST", headers, body: Readable.from(pieces) });
}

/** The error of a refused call. */
export async function errorOf(response: Response) {
  const { error } = (await response.json()) as {
    error: { message: string; type: string; code: string | null; param: string | null };
  };
  return { status: response.status, ...error };
}
