import { type IncomingHttpHeaders, request, type Server } from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import { log } from "../log";
import { createFront, type Handler } from "./front";
import type { Life } from "./health";
import { listen } from "./listen";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  vi.restoreAllMocks();
});

const says =
  (text: string): Handler =>
  (_, response) =>
    void response.end(text);

async function front({
  console = says("console"),
  life = { phase: "serving" } as Life,
  askDatabase = async (): Promise<unknown> => null,
  https = false,
} = {}): Promise<string> {
  const planes = { gateway: says("gateway"), console, askDatabase };
  server = createFront(planes, { dev: false, https, trustedProxies: 0 }, life);
  return `http://127.0.0.1:${await listen(server, 0, "127.0.0.1")}`;
}

const textOf = async (url: string) => (await fetch(url)).text();

test("calls go to the gateway, the management API and everything else to the console", async () => {
  const url = await front();
  for (const path of ["/v1/chat/completions", "/v1/models?x=1", "/v1/unknown", "/v1/apiary"]) {
    expect(await textOf(url + path), path).toBe("gateway");
  }
  for (const path of ["/", "/admin", "/v1/api/organizations", "/v1", "/v10/x", "/healthz2"]) {
    expect(await textOf(url + path), path).toBe("console");
  }
});

test("a body that awaits leave is the gateway's to refuse, and is asked for by everything else", async () => {
  const first = (path: string) =>
    new Promise<string>((resolve) => {
      const call = request(url + path, { method: "POST", headers: { expect: "100-continue" } });
      call.on("continue", () => resolve("continue"));
      call.on("response", () => resolve("response"));
      call.flushHeaders();
    });
  const url = await front();
  expect(await first("/v1/chat/completions")).toBe("response");
  expect(await first("/admin")).toBe("continue");
});

test("the gateway's responses carry nothing of the console's headers", async () => {
  const response = await fetch(`${await front()}/v1/models`);
  expect(response.headers.get("content-security-policy")).toBeNull();
});

test("healthz answers while the database does not; readyz says why not", async () => {
  const url = await front({ askDatabase: () => Promise.reject(new Error("down")) });
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const readiness = await fetch(`${url}/readyz`);
  expect([readiness.status, await readiness.json()]).toEqual([503, { status: "database_unavailable" }]);
});

test("readyz is 200 only between start and stop, and a silent database counts as down", async () => {
  const life: Life = { phase: "starting" };
  let askDatabase = async (): Promise<unknown> => null;
  const url = await front({ life, askDatabase: () => askDatabase() });
  const status = async () => (await fetch(`${url}/readyz`)).status;
  expect(await status()).toBe(503);
  life.phase = "serving";
  expect(await status()).toBe(200);
  askDatabase = () => new Promise(() => {});
  expect(await status()).toBe(503);
  life.phase = "draining";
  expect(await status()).toBe(503);
});

test("a console response allows only scripts with its own nonce, which differs each time", async () => {
  const seen: IncomingHttpHeaders[] = [];
  const url = await front({
    console: (request, response) => {
      seen.push(request.headers);
      response.end();
    },
  });
  const policies = [];
  for (let i = 0; i < 2; i++) {
    const { headers } = await fetch(`${url}/admin`);
    const policy = headers.get("content-security-policy")!;
    policies.push(policy);
    expect(policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]{24}';/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(seen[i]!["content-security-policy"]).toBe(policy);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("strict-transport-security")).toBeNull();
  }
  expect(policies[0]).not.toBe(policies[1]);
});

test("what only the server may say is not believed from a client", async () => {
  let seen: IncomingHttpHeaders = {};
  const url = await front({
    console: (request, response) => {
      seen = request.headers;
      response.end();
    },
  });
  const forged = {
    "content-security-policy": "script-src 'nonce-evil'",
    "x-nonce": "evil",
    "x-request-id": "evil",
    "x-gatehouse-address": "203.0.113.9",
    "x-middleware-subrequest": "evil",
    "x-forwarded-for": "203.0.113.9",
  };
  await fetch(`${url}/admin`, { headers: forged });
  expect(seen["content-security-policy"]).not.toContain("evil");
  expect([seen["x-nonce"], seen["x-request-id"], seen["x-middleware-subrequest"]].join()).not.toContain(
    "evil",
  );
  expect(seen["x-gatehouse-address"]).toBe("127.0.0.1");
});

test("what Next would fail on below the API is handed to it as what the API refuses", async () => {
  const seen: string[] = [];
  const url = await front({
    console: (request, response) => {
      seen.push(`${request.method} ${request.url}`);
      response.end();
    },
  });
  const send = (method: string, path: string) =>
    new Promise((resolve) => request(url + path, { method }, resolve).end());
  const keys = "/v1/api/organizations/o/projects/p/api_keys";
  for (const method of ["TRACE", "PROPFIND", "HEAD", "OPTIONS"]) await send(method, keys);
  for (const id of ["%ZZ", "%E0%A4%A", "%C3%A9?q=%ZZ"]) await send("GET", `${keys}/${id}`);
  await send("DELETE", "/v1/api/organizations/%ZZ/projects/p/api_keys");
  await send("TRACE", "/v1/api/openapi.json");
  expect(seen).toEqual([
    ...[`PUT ${keys}`, `PUT ${keys}`, `HEAD ${keys}`, `OPTIONS ${keys}`],
    ...["GET /v1/api/-", "GET /v1/api/-", `GET ${keys}/%C3%A9?q=%ZZ`],
    ...["DELETE /v1/api/-", "PUT /v1/api/openapi.json"],
  ]);
});

test("a page's address that cannot be decoded is refused, and logged as it came", async () => {
  const info = vi.spyOn(log, "info");
  const url = await front();
  const response = await fetch(`${url}/admin/%E0%A4%A`);
  expect([response.status, await response.text()]).toEqual([400, expect.stringContaining("%25")]);
  await vi.waitFor(() => expect(info).toHaveBeenCalledTimes(1));
  expect(info.mock.calls[0]![0]).toMatchObject({ path: "/admin/%E0%A4%A", status: 400 });
});

test("HSTS is sent where people come over https", async () => {
  const response = await fetch(`${await front({ https: true })}/login`);
  expect(response.headers.get("strict-transport-security")).toContain("max-age=31536000");
});

test("the access log has one line per console request and never the query", async () => {
  const info = vi.spyOn(log, "info");
  const url = await front();
  const response = await fetch(`${url}/setup?token=very-secret`);
  await response.text();
  await vi.waitFor(() => expect(info).toHaveBeenCalledTimes(1));
  expect(info.mock.calls[0]![0]).toMatchObject({
    path: "/setup",
    method: "GET",
    status: 200,
    requestId: response.headers.get("x-request-id"),
  });
  expect(JSON.stringify(info.mock.calls)).not.toContain("very-secret");
});

test("a taken port is one line that says what to do", async () => {
  const url = new URL(await front());
  const second = createFront(
    { gateway: says(""), console: says(""), askDatabase: async () => null },
    { dev: false, https: false, trustedProxies: 0 },
    { phase: "serving" },
  );
  await expect(listen(second, Number(url.port), "127.0.0.1")).rejects.toThrow(
    `Port ${url.port} is taken by another program. Stop it, or set PORT to another one.`,
  );
});
