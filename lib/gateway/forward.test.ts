import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FakeUpstream, startFakeUpstream } from "../../e2e/fake-upstream";
import { call, callInPieces, chat, errorOf, KEY, SECRET, startGateway, type TestGateway } from "./testing";

let upstream: FakeUpstream;
let gateway: TestGateway;

beforeAll(async () => {
  upstream = await startFakeUpstream({ secret: SECRET });
  gateway = await startGateway({
    upstreamTimeoutMs: 1000,
    credentials: [
      { name: "up", baseUrl: `${upstream.url}/` },
      { name: "gone", baseUrl: "http://127.0.0.1:1/v1", models: ["unreachable"] },
      { name: "listed", provider: "openai", baseUrl: upstream.url, models: ["gpt-4o", "org/model"] },
    ],
  });
});
beforeEach(() => {
  upstream.requests.length = 0;
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

describe("bodies", () => {
  const odd = `{ "seed":12345678901234567890, "temperature":1.0,"model" : "m" , "é\\u00e9":"\\ud83d\\ude00 ☃", "z":1e2}\n`;

  it("are forwarded byte for byte", async () => {
    expect((await call(gateway, odd)).status).toBe(200);
    expect(upstream.requests[0]!.body.toString()).toBe(odd);
    expect(upstream.requests[0]!.url).toBe("/v1/chat/completions");
  });

  it("lose nothing but the prefix of the model", async () => {
    expect((await call(gateway, odd.replace('"m"', '"up/m"'))).status).toBe(200);
    expect(upstream.requests[0]!.body.toString()).toBe(odd);
  });

  it("stay whole when large, chunked, and cut within characters", async () => {
    const body = Buffer.from(chat("m", { text: "☃é😀".repeat(80_000) }));
    const pieces = Array.from({ length: Math.ceil(body.length / 9973) }, (_, i) =>
      body.subarray(i * 9973, (i + 1) * 9973),
    );
    const response = await callInPieces(gateway, pieces);
    expect(response.statusCode).toBe(200);
    await response.body.dump();
    expect(upstream.requests[0]!.body.equals(body)).toBe(true);
    expect(upstream.requests[0]!.headers["transfer-encoding"]).toBeUndefined();
  });
});

describe("heads", () => {
  it("carry the credential up, and nothing of the client's that is not the provider's business", async () => {
    const headers = {
      "x-api-key": KEY,
      cookie: "session=1",
      te: "trailers",
      "x-forwarded-for": "10.1.1.1",
      forwarded: "for=10.1.1.1",
      "openai-organization": "org-mine",
      "openai-beta": "assistants=v2",
      "user-agent": "my-app/1",
      accept: "text/event-stream",
      "accept-encoding": "br, gzip",
      "x-custom": "internal",
    };
    await call(gateway, chat("m"), { headers });
    const { host, connection, "content-length": _, ...sent } = upstream.requests[0]!.headers;
    expect(host).toBe(new URL(upstream.url).host);
    expect(connection).toBe("keep-alive");
    expect(sent).toEqual({
      authorization: `Bearer ${SECRET}`,
      "content-type": "application/json",
      "accept-encoding": "identity",
      accept: "text/event-stream",
      "user-agent": "my-app/1",
      "openai-beta": "assistants=v2",
    });
  });

  it("come back without what is the credential owner's", async () => {
    const response = await call(gateway, chat("m"));
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("x-request-id")).toMatch(/^req_[0-9a-f-]{36}$/);
    expect(response.headers.get("x-upstream-request-id")).toMatch(/^req_upstream_/);
    expect(response.headers.get("openai-processing-ms")).toBe("7");
    for (const name of ["set-cookie", "openai-organization", "x-ratelimit-remaining-requests"]) {
      expect(response.headers.get(name)).toBeNull();
    }
  });
});

describe("an upstream that", () => {
  it("answers with an error is passed through with its status", async () => {
    const response = await call(gateway, chat("error-429"));
    expect(response.headers.get("retry-after")).toBe("7");
    expect(response.headers.get("x-ratelimit-limit-requests")).toBeNull();
    expect(await errorOf(response)).toMatchObject({
      status: 429,
      code: "asked_for",
      type: "rate_limit_error",
    });
    expect(await gateway.lastRecord()).toMatchObject({ status: 429, outcome: "upstream_error", code: null });
    expect((await call(gateway, chat("error-500"))).status).toBe(500);
  });

  it("cannot be reached is a 502", async () => {
    const error = await errorOf(await call(gateway, chat("unreachable")));
    expect(error).toMatchObject({ status: 502, code: "upstream_unreachable", type: "server_error" });
    expect((await gateway.lastRecord()).outcome).toBe("upstream_error");
  });

  it.each(["no-answer", "redirect"])("gives %s is a 502", async (model) => {
    const response = await call(gateway, chat(model));
    expect(response.headers.get("location")).toBeNull();
    expect(await errorOf(response)).toMatchObject({ status: 502, code: "upstream_unreachable" });
  });

  it("never answers is a 504", async () => {
    const error = await errorOf(await call(gateway, chat("never")));
    expect(error).toMatchObject({ status: 504, code: "upstream_timeout" });
    expect(await gateway.lastRecord()).toMatchObject({ outcome: "timeout", status: 504 });
  });

  it("breaks off a body of known length breaks the client's too", async () => {
    const response = await call(gateway, chat("broken-body"));
    await expect(response.text()).rejects.toThrow();
    expect((await gateway.lastRecord()).outcome).toBe("upstream_error");
  });

  it("compresses all the same is passed through", async () => {
    const response = await call(gateway, chat("gzip"));
    expect(await response.json()).toEqual({ object: "chat.completion", choices: [] });
  });

  it.each([false, true])("repeats the credential is silenced (streamed: %s)", async (stream) => {
    const response = await call(gateway, chat("echo", { stream }));
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).toContain(`You sent ${"*".repeat(SECRET.length)}!`);
    expect(text).not.toContain(SECRET);
  });

  it("repeats the credential in an error is silenced in every form", async () => {
    const response = await call(gateway, chat("echo-error"));
    const error = await errorOf(response);
    expect(error.message).toBe("Bad key: [redacted], shown as [redacted], escaped as [redacted].");
    expect(response.headers.get("openai-version")).toBeNull();
  });
});

describe("a credential's address", () => {
  const refused = async (baseUrl: string, upstreamNetworks: ("public" | "private" | "loopback")[]) => {
    const gateway = await startGateway({ upstreamNetworks, credentials: [{ baseUrl }] });
    const error = await errorOf(await call(gateway, chat("m")));
    expect(gateway.credentialUses).toHaveLength(baseUrl.includes("localtest") ? 1 : 0);
    await gateway.close();
    return error;
  };

  it.each([
    "http://169.254.169.254/latest",
    "http://[::ffff:169.254.169.254]/v1",
    "http://[fd00:ec2::254]/v1",
    "http://0.0.0.0:1/v1",
  ])("%s is never called", async (baseUrl) => {
    const error = await refused(baseUrl, ["public", "private", "loopback"]);
    expect(error).toMatchObject({ status: 502, code: "upstream_unreachable" });
    expect(error.message).toContain("GATEHOUSE_UPSTREAM_NETWORKS");
  });

  it("on this host is called only where that is allowed", async () => {
    expect(await refused(upstream.url, ["public"])).toMatchObject({ status: 502 });
    expect(await refused(upstream.url.replace("127.0.0.1", "localhost"), ["public"])).toMatchObject({
      status: 502,
    });
    expect(upstream.requests).toHaveLength(0);
  });
});

describe("models", () => {
  it("lists what can be called, under names that can be called", async () => {
    const response = await call(gateway, null, { path: "/models" });
    const { data } = (await response.json()) as { data: { id: string }[] };
    expect(data).toContainEqual({
      id: "gpt-4o",
      object: "model",
      created: 1_700_000_000,
      owned_by: "openai",
    });
    expect(data.map(({ id }) => id)).toEqual(["unreachable", "gpt-4o", "org/model"]);
    expect(response.headers.get("x-request-id")).not.toBeNull();
  });

  it("tells two of one name apart", async () => {
    const twice = [
      { name: "a", models: ["m", "only"] },
      { name: "b", models: ["m"] },
    ];
    const gateway = await startGateway({ credentials: twice });
    const { data } = await (await call(gateway, null, { path: "/models" })).json();
    expect(data.map(({ id }: { id: string }) => id)).toEqual(["a/m", "only", "b/m"]);
    await gateway.close();
  });

  it.each(["/models/gpt-4o", "/models/listed%2Fgpt-4o", "/models/org/model", "/models/gpt-4o?x=1"])(
    "describes %s",
    async (path) =>
      expect(await (await call(gateway, null, { path })).json()).toMatchObject({ owned_by: "openai" }),
  );

  it("does not describe what cannot be called", async () => {
    const response = await call(gateway, null, { path: "/models/listed%2Fo9" });
    expect(await errorOf(response)).toMatchObject({ status: 404, code: "model_not_found", param: "model" });
  });
});

describe("what is told of a call", () => {
  it("is one record with its usage", async () => {
    gateway.records.length = 0;
    await (await call(gateway, chat("m"), { headers: { "user-agent": "app/1" } })).text();
    expect(await gateway.lastRecord()).toMatchObject({
      keyId: "key-1",
      projectId: "project-1",
      route: "/v1/chat/completions",
      model: "m",
      credentialId: "credential-up",
      status: 200,
      outcome: "success",
      streamed: false,
      inputTokens: 19,
      outputTokens: 7,
      cachedTokens: 4,
      reasoningTokens: 2,
    });
    expect(gateway.records).toHaveLength(1);
    expect(gateway.uses.at(-1)).toBe("key-1 127.0.0.1 app/1");
    expect(gateway.credentialUses.at(-1)).toBe("credential-up");
  });

  it("is also one when the client leaves while its key is looked up", async () => {
    const slow = await startGateway({
      verify: () => sleep(300, { ok: false, code: "invalid_api_key", key: null }),
    });
    const leave = new AbortController();
    const left = call(slow, chat("m"), { signal: leave.signal });
    // The look-up has begun: a client that left before would not have called at all.
    while (slow.gateway.inFlight() === 0) await sleep(5);
    leave.abort();
    await expect(left).rejects.toThrow();
    expect(await slow.lastRecord()).toMatchObject({ outcome: "client_gone", status: 499 });
    await sleep(400);
    expect(slow.records).toHaveLength(1);
    await slow.close();
  });
});
