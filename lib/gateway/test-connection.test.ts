import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FakeUpstream, startFakeUpstream } from "../../e2e/fake-upstream";
import { createCredential, listCredentials } from "../credentials";
import { type TestTenant, testTenant } from "../organizations/testing";
import { type TestDatabase, testDatabase } from "../store/testing";
import { testConnection } from "./test-connection";

const SECRET = "sk-connection-0123456789";
let database: TestDatabase;
let tenant: TestTenant;
let upstream: FakeUpstream;
const servers: Server[] = [];

beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
  upstream = await startFakeUpstream({ secret: SECRET });
});
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await upstream.close();
  await database.drop();
});

const openAi = (baseUrl: string, apiKey = SECRET) => ({
  name: "trial",
  provider: "openai" as const,
  fields: { apiKey, baseUrl },
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("testConnection", () => {
  it("passes with the number of models, and saves nothing", async () => {
    const result = await testConnection(tenant.admin, openAi(upstream.url));
    expect(result).toMatchObject({ ok: true, models: 3, tookMs: expect.any(Number) });
    expect(await listCredentials(tenant.admin)).toEqual([]);
  });

  it("tells a wrong key, a wrong path, a wrong host and another kind of server apart", async () => {
    const html = await serve((_, response) =>
      response.setHeader("content-type", "text/html").end("<h1>Welcome</h1>"),
    );
    const broken = await serve((_, response) => response.writeHead(500).end("{}"));
    const redirect = await serve((_, response) =>
      response.writeHead(302, { location: "http://169.254.169.254/" }).end(),
    );
    const reset = await serve((request) => request.socket.destroy());
    const results = await Promise.all(
      [
        openAi(upstream.url, "sk-wrong-0123456789"),
        openAi(`${upstream.url}/nowhere`),
        openAi("http://no-such-host.invalid/v1"),
        openAi("http://127.0.0.1:1/v1"),
        openAi(html),
        openAi(broken),
        openAi(redirect),
        openAi(reset),
      ].map((input) => testConnection(tenant.admin, input)),
    );
    const reasons = results.map((result) => (result.ok ? "ok" : result.reason));
    expect(reasons).toEqual([
      "wrong_key",
      "not_found",
      "unreachable",
      "unreachable",
      "unexpected",
      "unexpected",
      "unexpected",
      "unreachable",
    ]);
    expect(JSON.stringify(results)).not.toContain("sk-wrong");
  });

  it("never repeats what the provider said, which could hold the secret", async () => {
    const echo = await serve((request, response) =>
      response.writeHead(401).end(JSON.stringify(request.headers)),
    );
    expect(JSON.stringify(await testConnection(tenant.admin, openAi(echo)))).not.toContain(SECRET);
  });

  it("gives up on a host that does not answer", async () => {
    const silent = await serve(() => {});
    expect(await testConnection(tenant.admin, openAi(silent))).toMatchObject({
      ok: false,
      reason: "timeout",
    });
  });

  it("calls no address that the gateway may not call", async () => {
    await expect(testConnection(tenant.admin, openAi("http://169.254.169.254/v1"))).rejects.toMatchObject({
      code: "invalid_input",
    });
  });

  it("uses a stored secret only at the stored host", async () => {
    const { id } = await createCredential(tenant.admin, { ...openAi(upstream.url), name: "stored" });
    expect(await testConnection(tenant.admin, { id, fields: { apiKey: "" } })).toMatchObject({ ok: true });
    expect(
      await testConnection(tenant.admin, { id, fields: { apiKey: "sk-wrong-0123456789" } }),
    ).toMatchObject({ reason: "wrong_key" });
    const before = upstream.requests.length;
    const elsewhere = testConnection(tenant.admin, {
      id,
      fields: { baseUrl: upstream.url.replace("127.0.0.1", "localhost") },
    });
    await expect(elsewhere).rejects.toMatchObject({ fields: { "fields.apiKey": expect.any(String) } });
    expect(upstream.requests.length).toBe(before);
  });

  it("refuses members, viewers and strangers", async () => {
    for (const ctx of [tenant.member, tenant.viewer]) {
      await expect(testConnection(ctx, openAi(upstream.url))).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(testConnection(tenant.stranger, openAi(upstream.url))).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
