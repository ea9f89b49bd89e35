import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FakeUpstream, startFakeUpstream } from "../../e2e/fake-upstream";
import { StoreUnavailableError } from "../coherent-cache";
import { call, callInPieces, chat, errorOf, KEY, startGateway, type TestGateway } from "./testing";

let upstream: FakeUpstream;
let gateway: TestGateway;

beforeAll(async () => {
  upstream = await startFakeUpstream();
  gateway = await startGateway({ credentials: [{ name: "up", baseUrl: upstream.url, models: ["m", "n"] }] });
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

const DENIED = [
  "invalid_api_key_format",
  "invalid_api_key",
  "revoked_api_key",
  "disabled_api_key",
  "expired_api_key",
];

describe("a key that does not pass is told why", () => {
  it.each(DENIED)("%s", async (code) => {
    const response = await call(gateway, chat("m"), { key: `gk_${code}` });
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(response.headers.get("x-request-id")).toMatch(/^req_[0-9a-f-]{36}$/);
    expect(await errorOf(response)).toMatchObject({ status: 401, code, type: "authentication_error" });
    expect(await gateway.lastRecord()).toMatchObject({ status: 401, code, outcome: "refused", keyId: null });
  });

  it("missing_api_key", async () => {
    const none = await errorOf(await call(gateway, chat("m"), { key: null }));
    expect(none).toMatchObject({
      status: 401,
      code: "missing_api_key",
      message: expect.stringContaining("X-API-Key"),
    });
    const basic = await call(gateway, chat("m"), { key: null, headers: { authorization: "Basic abc" } });
    expect((await errorOf(basic)).code).toBe("missing_api_key");
    const empty = await call(gateway, chat("m"), { key: null, headers: { authorization: "Bearer " } });
    expect((await errorOf(empty)).code).toBe("missing_api_key");
  });

  it("each in other words", async () => {
    const answers = DENIED.map(async (code) =>
      errorOf(await call(gateway, chat("m"), { key: `gk_${code}` })),
    );
    const messages = (await Promise.all(answers)).map(({ message }) => message);
    expect(new Set(messages).size).toBe(DENIED.length);
  });
});

it.each<Record<string, string>>([
  { authorization: `Bearer ${KEY}` },
  { authorization: `bearer   ${KEY}` },
  { authorization: `BEARER ${KEY}` },
  { "x-api-key": KEY },
  { "X-API-Key": KEY, authorization: "Basic abc" },
])("takes the key from %j", async (headers) => {
  expect((await call(gateway, chat("m"), { key: null, headers })).status).toBe(200);
});

describe("a body is refused when it is", () => {
  const big = chat("m", { padding: "x".repeat(1024 * 1024) });
  const cases: [string, BodyInit, Record<string, string>, number, string | null][] = [
    ["not JSON", '{"model": "m",}', {}, 400, null],
    ["empty", "", {}, 400, null],
    ["not an object", '["m"]', {}, 400, null],
    ["null", "null", {}, 400, null],
    ["UTF-16", Buffer.from(chat("m"), "utf16le"), {}, 400, null],
    ["without a model", '{"messages":[]}', {}, 400, "model"],
    ["with a model that is no string", '{"model":{"name":"m"}}', {}, 400, "model"],
    ["with an empty model", '{"model":""}', {}, 400, "model"],
    ["with a model twice", '{"model":"m","model":"n"}', {}, 400, "model"],
    ["with a model twice, once in disguise", '{"model":"m","mod\\u0065l":"n"}', {}, 400, "model"],
    ["with a model from a prototype", '{"__proto__":{"model":"m"}}', {}, 400, "model"],
    ["compressed", "x", { "content-encoding": "gzip" }, 415, null],
    ["too large", big, {}, 413, null],
  ];
  it.each(cases)("%s", async (_, body, headers, status, param) => {
    const error = await errorOf(await call(gateway, body, { headers }));
    expect(error).toMatchObject({
      status,
      code: "invalid_request_error",
      type: "invalid_request_error",
      param,
    });
  });

  it("too large in chunks of unknown number", async () => {
    const response = await callInPieces(gateway, Array(64).fill(Buffer.alloc(64 * 1024, 0x20)));
    expect(response.statusCode).toBe(413);
    expect(await response.body.json()).toMatchObject({ error: { code: "invalid_request_error" } });
  });
});

it("model_not_found names what there is", async () => {
  const error = await errorOf(await call(gateway, chat("o9")));
  expect(error).toMatchObject({ status: 404, code: "model_not_found", param: "model" });
  expect(error.message).toContain("m, n");
});

it("no_credential", async () => {
  const error = await errorOf(await call(gateway, chat("openai/gpt-4o")));
  expect(error).toMatchObject({ status: 404, code: "no_credential" });
  const empty = await startGateway();
  expect(await errorOf(await call(empty, chat("m")))).toMatchObject({ status: 404, code: "no_credential" });
  await empty.close();
});

describe("an address or method it does not have", () => {
  it.each([
    ["POST", "/completions", 404, "unknown_url"],
    ["GET", "/", 404, "unknown_url"],
    ["GET", "/models/", 404, "unknown_url"],
    ["GET", "/chat/completions", 405, "method_not_allowed"],
    ["DELETE", "/models/m", 405, "method_not_allowed"],
    ["OPTIONS", "/chat/completions", 405, "method_not_allowed"],
  ])("%s %s", async (method, path, status, code) => {
    const response = await call(gateway, null, { method, path });
    expect(response.headers.get("allow") !== null).toBe(status === 405);
    expect(response.headers.get("x-request-id")).not.toBeNull();
    expect(await errorOf(response)).toMatchObject({ status, code });
  });
});

describe("the store is down", () => {
  it.each([
    [
      "for the key",
      { verify: async () => ({ ok: false, code: "temporarily_unavailable", key: null }) as const },
    ],
    ["for the routes", { routes: () => Promise.reject(new StoreUnavailableError("down")) }],
  ])("%s", async (_, options) => {
    const gateway = await startGateway(options);
    const response = await call(gateway, chat("m"));
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await errorOf(response)).toMatchObject({ status: 503, code: "temporarily_unavailable" });
    await gateway.close();
  });
});

it("an error of our own is a 500 that says nothing of itself", async () => {
  const broken = () => {
    throw new Error("secret detail");
  };
  for (const options of [
    { verify: broken },
    { routes: broken },
    { routes: () => Promise.reject(new Error("secret")) },
  ]) {
    const gateway = await startGateway(options);
    const error = await errorOf(await call(gateway, chat("m")));
    expect(error).toMatchObject({ status: 500, code: "internal_error" });
    expect(error.message).not.toContain("secret");
    await gateway.close();
  }
});

describe("a refusal does not wait for the body", () => {
  const head = (length: number, more = "") =>
    `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: ${length}\r\nx-api-key: gk_invalid_api_key\r\n${more}\r\n`;
  const open = async () => {
    const { port } = new URL(gateway.url);
    const socket = connect(Number(port), "127.0.0.1");
    await once(socket, "connect");
    return socket;
  };

  it("that never comes", async () => {
    const socket = await open();
    socket.write(head(10_000_000));
    const [answer] = (await once(socket, "data")) as [Buffer];
    expect(answer.toString()).toContain("HTTP/1.1 401");
    socket.destroy();
    expect((await gateway.lastRecord()).status).toBe(401);
  });

  it("that keeps coming", async () => {
    const socket = await open();
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("error", () => {});
    socket.write(head(20_000_000));
    for (let i = 0; i < 20 && !socket.destroyed; i++) {
      socket.write(Buffer.alloc(1_000_000, 0x20));
      await sleep(1);
    }
    while (!answer.includes("\r\n\r\n")) await sleep(10);
    expect(answer).toContain("invalid_api_key");
    socket.destroy();
  });

  it("for which the client awaits leave", async () => {
    const socket = await open();
    socket.write(head(10_000, "expect: 100-continue\r\n"));
    const [answer] = (await once(socket, "data")) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 401/);
    expect(answer.toString().toLowerCase()).toContain("connection: close");
    await once(socket, "close");
  });
});

it("gives leave to a body whose key passes", async () => {
  const { port } = new URL(gateway.url);
  const socket = connect(Number(port), "127.0.0.1");
  const body = chat("m");
  socket.write(
    `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\nx-api-key: ${KEY}\r\nexpect: 100-continue\r\n\r\n`,
  );
  const [first] = (await once(socket, "data")) as [Buffer];
  expect(first.toString()).toBe("HTTP/1.1 100 Continue\r\n\r\n");
  socket.write(body);
  const [answer] = (await once(socket, "data")) as [Buffer];
  expect(answer.toString()).toContain("HTTP/1.1 200");
  socket.destroy();
});
