import { setTimeout as sleep } from "node:timers/promises";
import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ANTHROPIC_API_KEY, startFakeAnthropic } from "../../e2e/fake-providers/anthropic";
import { type FakeServer, listen } from "../../e2e/fake-providers/listen";
import { type FakeUpstream, startFakeUpstream } from "../../e2e/fake-upstream";
import {
  call,
  chat,
  endpoint,
  errorOf,
  KEY,
  SECRET,
  startGateway,
  type TestGateway,
  target,
} from "./testing";

let upstream: FakeUpstream;
let claude: FakeServer;
/** Says that there is an answer, and nothing more. */
let silent: FakeServer;
let gateway: TestGateway;

const to = (slug: string, ...names: string[]) =>
  endpoint({ slug, targets: names.map((name, at) => target(name, at === 0 ? 100 : null)) });

beforeAll(async () => {
  upstream = await startFakeUpstream({ secret: SECRET });
  claude = await startFakeAnthropic();
  silent = await listen((_, res) => {
    res.writeHead(200, { "content-type": "text/event-stream" });
    res.flushHeaders();
  });
  gateway = await startGateway({
    upstreamTimeoutMs: 2000,
    credentials: [
      { name: "up", baseUrl: upstream.url, models: ["gpt-4o", "main"], openEnded: true },
      { name: "second", provider: "openai", baseUrl: upstream.url },
      { name: "silent", baseUrl: silent.url },
      { name: "dead", baseUrl: "http://127.0.0.1:1/v1" },
      { name: "refused", baseUrl: "http://169.254.169.254/v1" },
      {
        name: "claude",
        provider: "anthropic",
        baseUrl: claude.url,
        secrets: { apiKey: ANTHROPIC_API_KEY },
        openEnded: false,
      },
    ],
    endpoints: [
      to("main", "up/gpt-4o"),
      to("limited", "up/error-429", "second/gpt-4o"),
      to("failing", "up/error-500", "second/error-503", "claude/claude-sonnet-4-5", "up/gpt-4o"),
      to("wrong", "up/error-400", "second/gpt-4o"),
      to("forbidden", "up/error-403", "second/gpt-4o"),
      to("unreachable", "dead/m", "second/gpt-4o"),
      to("address", "refused/m", "second/gpt-4o"),
      to("redirected", "up/redirect", "second/gpt-4o"),
      to("hangs-up", "up/no-answer", "second/gpt-4o"),
      to("gone", "deleted/m", "second/gpt-4o"),
      to("all-gone", "deleted/m", "deleted/n"),
      to("all-fail", "up/error-500", "second/error-429"),
      to("all-dead", "up/error-429", "dead/m"),
      to("breaks", "up/broken-stream", "second/gpt-4o"),
      to("overloaded", "claude/claude-error-event", "second/gpt-4o"),
      to("garbled", "claude/claude-garbled", "second/gpt-4o"),
      { ...to("impatient", "up/never", "second/gpt-4o"), timeoutMs: 300 },
      { ...to("silent", "silent/m", "second/gpt-4o"), timeoutMs: 300 },
      { ...to("patient", "up/slow-600", "second/gpt-4o"), timeoutMs: 10_000 },
      { ...to("begun", "up/drip-50", "second/gpt-4o"), timeoutMs: 300 },
      endpoint({
        slug: "split",
        targets: [target("up/a", 50), target("second/b", 30), target("claude/claude-c", 20)],
      }),
      endpoint({ slug: "half-gone", targets: [target("up/a", 50), target("deleted/b", 50)] }),
    ],
  });
});
beforeEach(() => {
  upstream.requests.length = 0;
  claude.requests.length = 0;
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
  await claude.close();
  await silent.close();
});

const asked = () => upstream.requests.map(({ body }) => JSON.parse(body.toString()).model as string);
const served = (response: Response) => response.headers.get("x-gatehouse-target");

describe("an endpoint", () => {
  it("comes before a model of its name, and nothing but the model changes on the way", async () => {
    const body = '{ "seed":1.0, "model" : "main" ,"messages":[] , "z":1e2}';
    const response = await call(gateway, body);
    expect(response.status).toBe(200);
    expect(served(response)).toBe("up/gpt-4o");
    expect(upstream.requests[0]!.body.toString()).toBe(body.replace('"main"', '"gpt-4o"'));
    expect(await gateway.lastRecord()).toMatchObject({
      model: "main",
      endpoint: "main",
      credentialId: "credential-up",
      upstreamModel: "gpt-4o",
      attempts: 1,
    });
  });

  it("spreads calls over its targets, whatever they speak", async () => {
    const names = new Map<string, number>();
    for (let round = 0; round < 300; round++) {
      const response = await call(gateway, chat("split"));
      await response.text();
      names.set(served(response)!, (names.get(served(response)!) ?? 0) + 1);
    }
    expect([...names.keys()].sort()).toEqual(["claude/claude-c", "second/b", "up/a"]);
    expect(names.get("up/a")).toBeGreaterThan(names.get("claude/claude-c")!);
  });
});

describe("a fallback serves when the target before it", () => {
  it.each([
    ["answers 429", "limited"],
    ["cannot be reached", "unreachable"],
    ["has a forbidden address", "address"],
    ["redirects", "redirected"],
    ["hangs up", "hangs-up"],
    ["lost its credential", "gone"],
    ["gives no answer in time", "impatient"],
    ["gives no byte in time", "silent"],
  ])("%s", async (_, slug) => {
    for (const stream of [false, true]) {
      const response = await call(gateway, chat(slug, { stream }));
      expect(response.status).toBe(200);
      expect(served(response)).toBe("second/gpt-4o");
      expect(await response.text()).toContain("Hello");
      expect(asked().at(-1)).toBe("gpt-4o");
    }
    const attempts = slug === "gone" ? 1 : 2;
    expect(await gateway.lastRecord()).toMatchObject({ outcome: "success", status: 200, attempts });
  });

  it.each(["overloaded", "garbled"])("streams nothing but an error: %s", async (slug) => {
    const response = await call(gateway, chat(slug, { stream: true }));
    expect(served(response)).toBe("second/gpt-4o");
    expect(await response.text()).toContain("[DONE]");
  });

  it("in the order in which they stand, each from the body as it came", async () => {
    const response = await call(gateway, chat("failing"));
    expect(served(response)).toBe("claude/claude-sonnet-4-5");
    expect(asked()).toEqual(["error-500", "error-503"]);
    expect(JSON.parse(claude.requests[0]!.body.toString()).model).toBe("claude-sonnet-4-5");
    const json = (await response.json()) as OpenAI.Chat.ChatCompletion;
    expect(json.choices[0]!.message.content).toBe("You said: Hi — ☃");
    expect(await gateway.lastRecord()).toMatchObject({ attempts: 3, upstreamModel: "claude-sonnet-4-5" });
    expect(gateway.credentialUses.slice(-3)).toEqual([
      "credential-up",
      "credential-second",
      "credential-claude",
    ]);
  });
});

describe("no fallback", () => {
  it.each([
    ["wrong", 400],
    ["forbidden", 403],
  ])("on another 4xx: %s", async (slug, status) => {
    const response = await call(gateway, chat(slug));
    expect(await errorOf(response)).toMatchObject({ status, code: "asked_for" });
    expect(served(response)).toMatch(/^up\//);
    expect(asked()).toHaveLength(1);
  });

  it("after the first byte: the stream breaks instead", async () => {
    const response = await call(gateway, chat("breaks", { stream: true }));
    expect(served(response)).toBe("up/broken-stream");
    await expect(response.text()).rejects.toThrow();
    await sleep(100);
    expect(asked()).toEqual(["broken-stream"]);
  });

  it("for a target that has begun in time, however long it goes on", async () => {
    const response = await call(gateway, chat("begun", { stream: true }));
    expect((await response.text()).endsWith("[DONE]\n\n")).toBe(true);
    expect(served(response)).toBe("up/drip-50");
    expect(asked()).toHaveLength(1);
  });

  it("for a target that is slow within the endpoint's time", async () => {
    const response = await call(gateway, chat("patient"));
    expect(served(response)).toBe("up/slow-600");
  });

  it("once the client has left", async () => {
    const leave = new AbortController();
    const left = call(gateway, chat("impatient"), { signal: leave.signal });
    setTimeout(() => leave.abort(), 100);
    await expect(left).rejects.toThrow();
    await sleep(500);
    expect(asked()).toEqual(["never"]);
    expect(await gateway.lastRecord()).toMatchObject({ outcome: "client_gone", attempts: 1 });
  });
});

describe("when every target fails", () => {
  it("the last one's answer is the answer", async () => {
    const response = await call(gateway, chat("all-fail"));
    expect(await errorOf(response)).toMatchObject({ status: 429, code: "asked_for" });
    expect(response.headers.get("retry-after")).toBe("7");
    expect(served(response)).toBe("second/error-429");
    expect(await errorOf(await call(gateway, chat("all-dead")))).toMatchObject({ status: 502 });
  });

  it("and no credential is left, that is said", async () => {
    const error = await errorOf(await call(gateway, chat("all-gone")));
    expect(error).toMatchObject({ status: 404, code: "no_credential", param: "model" });
    expect(error.message).toContain("'all-gone'");
    expect(upstream.requests).toHaveLength(0);
  });

  it("a share that lost its credential is not given to the others", async () => {
    const codes = new Set<number>();
    for (let round = 0; round < 60; round++) codes.add((await call(gateway, chat("half-gone"))).status);
    expect([...codes].sort()).toEqual([200, 404]);
  });
});

it("x-gatehouse-target is there without an endpoint too, and holds what a header may hold", async () => {
  expect(served(await call(gateway, chat("up/gpt-4o")))).toBe("up/gpt-4o");
  expect(served(await call(gateway, chat("up/error-404")))).toBe("up/error-404");
  expect(served(await call(gateway, chat("up/mödel ☃\r\nset-cookie: a=b")))).toBe(
    "up/m%C3%B6del%20%E2%98%83%0D%0Aset-cookie:%20a=b",
  );
  const lone = await call(gateway, '{"model":"up/x\\ud800","messages":[]}');
  expect(served(lone)).toBe("up/x%EF%BF%BD");
  expect(served(await call(gateway, chat(`up/${"x".repeat(5000)}`)))).toHaveLength(300);
  expect(served(await call(gateway, chat("groq/x")))).toBeNull();
});

it("the official client calls an endpoint and sees it among the models", async () => {
  const client = new OpenAI({ apiKey: KEY, baseURL: gateway.url, maxRetries: 0 });
  const ids: string[] = [];
  for await (const { id, owned_by } of client.models.list()) {
    ids.push(id);
    if (id === "limited") expect(owned_by).toBe("gatehouse");
  }
  expect(ids).toContain("limited");
  expect(ids).not.toContain("all-gone");
  expect(ids.filter((id) => id.endsWith("main"))).toEqual(["main", "up/main"]);
  expect((await client.models.retrieve("limited")).owned_by).toBe("gatehouse");
  const messages = [{ role: "user" as const, content: "Hi" }];
  const { choices } = await client.chat.completions.create({ model: "limited", messages });
  expect(choices[0]!.message.content).toContain("Hello");
});
