import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { request } from "undici";
import type { OpenCredential, OpenEndpoint, OpenTarget, Routes } from "../credentials";
import type { Denial, Verdict } from "../keys";
import type { Counters, KeyLimits, OrganizationLimits } from "../limits";
import type { UsageRecord } from "../usage";
import type { GatewayDeps, GatewayLimits } from "./deps";
import { createGateway, type Gateway } from "./index";

/** The key that passes; `gk_<denial>` is denied with that code. */
export const KEY = "gk_passes";
export const SECRET = "sk-proj-3fA9/upstream+Secret=0123456789abcdefXYZ";
const PASSED = {
  id: "key-1",
  note: "test",
  gatewayOnly: false,
  projectId: "project-1",
  organizationId: "organization-1",
};

const NO_LIMITS: KeyLimits = {
  costNanoUsd: null,
  tokens: null,
  requestsPerMinute: null,
  resetPeriod: "never",
};
const UNLIMITED: OrganizationLimits = { requestsPerMinute: null, concurrency: null, prepaid: false };

/** Counters for calls that nothing limits. */
export const noCounters: Counters = {
  reserve: ({ nowMs, keyId, organizationId, key: { resetPeriod }, estimate: { outputTokens } }) => {
    const held = { tokens: 0, costNanoUsd: 0n };
    const reservation = { id: "", keyId, organizationId, atMs: nowMs, resetPeriod, outputTokens, held };
    return { ok: true, reservation, states: [] };
  },
  settle: () => {},
  release: () => {},
  forget: () => {},
};

/** What a gateway needs besides keys and routes, where nothing is limited and nobody looks at the records. */
export const unmetered: Pick<GatewayDeps, "organizations" | "counters" | "usage"> = {
  organizations: { limits: () => UNLIMITED },
  counters: noCounters,
  usage: { append: () => {}, checkpoint: () => {} },
};

export type TestGateway = {
  url: string;
  gateway: Gateway;
  server: Server;
  records: UsageRecord[];
  uses: string[];
  credentialUses: string[];
  checkpoints: UsageRecord[];
  /** How many calls have come. */
  begun(): number;
  /** The limits of the key, which a test may change. */
  limits: KeyLimits;
  /** The record of the last call that has begun, or of the next one. */
  lastRecord(): Promise<UsageRecord>;
  close(): Promise<void>;
};

type Options = Partial<GatewayLimits> & {
  credentials?: Partial<OpenCredential>[];
  endpoints?: Partial<OpenEndpoint>[];
  verify?: (presented: string | undefined) => Verdict | Promise<Verdict>;
  routes?: () => Routes | Promise<Routes>;
  keyLimits?: Partial<KeyLimits>;
  organizations?: GatewayDeps["organizations"];
  counters?: Counters;
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
  prices: new Map(),
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

function verify(presented: string | undefined, limits: KeyLimits): Verdict {
  const key = { ...PASSED, enabled: true, deleted: false, expiresAtMs: null, limits };
  if (presented === undefined) return { ok: false, code: "missing_api_key", key: null };
  return presented === KEY
    ? { ok: true, key }
    : { ok: false, code: presented.slice("gk_".length) as Denial, key: null };
}

/** The gateway on a server of its own, with keys and routes from memory: for what is about the protocol alone. */
export async function startGateway(options: Options = {}): Promise<TestGateway> {
  const records: UsageRecord[] = [];
  const checkpoints: UsageRecord[] = [];
  const uses: string[] = [];
  const credentialUses: string[] = [];
  let begun = 0;
  let ended = 0;
  const waiting: ((record: UsageRecord) => void)[] = [];
  const routes: Routes = {
    credentials: (options.credentials ?? []).map(credential),
    endpoints: (options.endpoints ?? []).map(endpoint),
  };
  const limits = { ...NO_LIMITS, ...options.keyLimits };
  const gateway = createGateway({
    ...unmetered,
    verifier: { verify: options.verify ?? ((presented) => verify(presented, limits)) },
    routes: { routes: options.routes ?? (() => routes) },
    uses: { record: (id, _, address, userAgent) => uses.push(`${id} ${address} ${userAgent}`) },
    credentialUses: { record: (id) => credentialUses.push(id) },
    organizations: options.organizations ?? unmetered.organizations,
    counters: options.counters ?? noCounters,
    usage: {
      append: (done) => {
        ended += done.length;
        records.push(...done);
        for (const resolve of waiting.splice(0)) resolve(done.at(-1)!);
      },
      checkpoint: (underWay) => checkpoints.push(...underWay),
    },
    limits: {
      maxBodyBytes: 1024 * 1024,
      upstreamTimeoutMs: 5000,
      upstreamNetworks: ["public", "private", "loopback"],
      trustedProxies: 0,
      ...options,
    },
  });
  const handle = (req: IncomingMessage, res: ServerResponse, awaitsContinue: boolean) => {
    begun++;
    gateway.handle(req, res, awaitsContinue);
  };
  // A thousand connections may come at once, and on a busy machine be idle for longer than the default allows.
  const server = createServer({ keepAliveTimeout: 75_000 }, (req, res) => handle(req, res, false));
  server.on("checkContinue", (req, res) => handle(req, res, true));
  await new Promise<void>((resolve) => server.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    gateway,
    server,
    records,
    checkpoints,
    begun: () => begun,
    limits,
    uses,
    credentialUses,
    lastRecord: async () =>
      begun > 0 && ended === begun ? records.at(-1)! : new Promise((resolve) => waiting.push(resolve)),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await gateway.close();
    },
  };
}

export const chat = (model: string, more: Record<string, unknown> = {}) =>
  JSON.stringify({ model, messages: [{ role: "user", content: "Hi" }], ...more });

/** Stands for what goes deeper than a program can follow by calling itself. */
export const DEEP = "twenty thousand brackets";
export const deep = (body: string): string =>
  body.replace(`"${DEEP}"`, "[".repeat(20_000) + "]".repeat(20_000));

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
export function callInPieces(gateway: { url: string }, pieces: Iterable<Buffer> | AsyncIterable<Buffer>) {
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
