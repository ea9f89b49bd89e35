import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FakeUpstream, startFakeUpstream } from "../../e2e/fake-upstream";
import { call, chat, KEY, startGateway, type TestGateway } from "./testing";

let upstream: FakeUpstream;
let gateway: TestGateway;

beforeAll(async () => {
  upstream = await startFakeUpstream();
  gateway = await startGateway({ upstreamTimeoutMs: 2000, credentials: [{ baseUrl: upstream.url }] });
});
beforeEach(() => {
  upstream.requests.length = 0;
  gateway.records.length = 0;
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

const stream = (model: string, more: Record<string, unknown> = {}) => chat(model, { stream: true, ...more });

async function until(condition: () => boolean, withinMs = 5000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error("did not come true in time");
    await sleep(5);
  }
}

async function open(body: string, version = "1.1"): Promise<Socket> {
  const socket = connect(Number(new URL(gateway.url).port), "127.0.0.1");
  socket.on("error", () => {});
  await once(socket, "connect");
  socket.write(
    `POST /v1/chat/completions HTTP/${version}\r\nhost: x\r\nx-api-key: ${KEY}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  return socket;
}

describe("a stream", () => {
  it("arrives as it was sent, with its usage on the record", async () => {
    const response = await call(gateway, stream("m", { stream_options: { include_usage: true } }));
    const text = await response.text();
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(response.headers.get("x-request-id")).not.toBeNull();
    expect(text.match(/^data: /gm)).toHaveLength(11);
    expect(text.endsWith("data: [DONE]\n\n")).toBe(true);
    expect(await gateway.lastRecord()).toMatchObject({
      outcome: "success",
      streamed: true,
      inputTokens: 19,
      outputTokens: 7,
    });
  });

  it("has its usage found when it is split over reads", async () => {
    await (await call(gateway, stream("split-usage"))).text();
    expect(await gateway.lastRecord()).toMatchObject({ inputTokens: 19, outputTokens: 7 });
  });

  it("flows: head and first event come long before the last", async () => {
    const startedMs = performance.now();
    const response = await call(gateway, stream("drip-20"));
    const headMs = performance.now() - startedMs;
    const reader = response.body!.getReader();
    await reader.read();
    const firstMs = performance.now() - startedMs;
    while (!(await reader.read()).done);
    const lastMs = performance.now() - startedMs;
    expect(lastMs).toBeGreaterThan(40 * 20);
    expect(Math.max(headMs, firstMs)).toBeLessThan(lastMs / 4);
  });

  it("that breaks is broken for the client, not ended", async () => {
    const response = await call(gateway, stream("broken-stream"));
    await expect(response.text()).rejects.toThrow();
    expect(await gateway.lastRecord()).toMatchObject({
      outcome: "upstream_error",
      code: "upstream_unreachable",
    });
  });

  it("that breaks is reset for a client without chunked encoding", async () => {
    const socket = await open(stream("broken-stream"), "1.0");
    socket.resume();
    const [error] = await Promise.race([once(socket, "error"), once(socket, "end").then(() => [null])]);
    expect(error).toMatchObject({ code: "ECONNRESET" });
  });

  it("that stalls is broken off after the timeout", async () => {
    const response = await call(gateway, stream("stall"));
    await expect(response.text()).rejects.toThrow();
    expect(await gateway.lastRecord()).toMatchObject({
      outcome: "timeout",
      code: "upstream_timeout",
      status: 200,
    });
  });
});

describe("a client that leaves stops the upstream", () => {
  it("in the middle of a stream", async () => {
    const leave = new AbortController();
    const response = await call(gateway, stream("drip-50"), { signal: leave.signal });
    await response.body!.getReader().read();
    leave.abort();
    await until(() => upstream.requests[0]!.disconnected, 1000);
    expect(await gateway.lastRecord()).toMatchObject({ outcome: "client_gone", status: 200 });
  });

  it("before the first header", async () => {
    const leave = new AbortController();
    const left = call(gateway, stream("never"), { signal: leave.signal });
    await until(() => upstream.requests.length === 1);
    leave.abort();
    await expect(left).rejects.toThrow();
    await until(() => upstream.requests[0]!.disconnected, 1000);
    expect(await gateway.lastRecord()).toMatchObject({ outcome: "client_gone", status: 499 });
  });

  it("before the connection stands", async () => {
    const fresh = await startFakeUpstream();
    const other = await startGateway({ credentials: [{ baseUrl: fresh.url }] });
    const calls = Array.from({ length: 20 }, async () => {
      const leave = new AbortController();
      const left = call(other, stream("never"), { signal: leave.signal });
      setImmediate(() => leave.abort());
      await expect(left).rejects.toThrow();
    });
    await Promise.all(calls);
    await until(() => other.gateway.inFlight() === 0);
    await until(() => fresh.requests.every((request) => request.disconnected));
    await other.close();
    await fresh.close();
  });
});

it("a slow reader holds the upstream back instead of filling memory", async () => {
  const socket = await open(stream("huge"));
  await once(socket, "readable");
  await sleep(300);
  const before = upstream.requests[0]!.sentBytes;
  await sleep(700);
  const sent = upstream.requests[0]!.sentBytes;
  expect(sent).toBe(before);
  expect(sent).toBeLessThan(24 * 1024 * 1024);
  let received = 0;
  socket.on("data", (chunk: Buffer) => {
    received += chunk.length;
  });
  await until(() => received > 64 * 1024 * 1024, 15_000);
  socket.destroy();
});

it("a huge answer arrives whole", async () => {
  const response = await call(gateway, chat("huge"));
  expect((await response.text()).length).toBeGreaterThan(5 * 1024 * 1024);
  expect(await gateway.lastRecord()).toMatchObject({ inputTokens: 19 });
});

it("a thousand streams at once all end well, and half of another thousand may leave", async () => {
  // On a busy machine a stream may wait for longer than the others here are given.
  const gateway = await startGateway({ upstreamTimeoutMs: 30_000, credentials: [{ baseUrl: upstream.url }] });
  const run = async (leaves: boolean) => {
    const leave = new AbortController();
    // Those who leave have long streams: on a busy machine a short one is over before they are gone.
    const response = await call(gateway, stream(leaves ? "drip-200" : "drip-10"), { signal: leave.signal });
    if (!leaves) return (await response.text()).endsWith("data: [DONE]\n\n");
    await response.body!.getReader().read();
    leave.abort();
    return true;
  };
  const all = await Promise.all(Array.from({ length: 1000 }, () => run(false)));
  expect(all.every(Boolean)).toBe(true);
  await Promise.all(Array.from({ length: 1000 }, (_, i) => run(i % 2 === 0)));
  await until(() => gateway.gateway.inFlight() === 0);
  expect(gateway.records).toHaveLength(2000);
  expect(gateway.records.filter(({ outcome }) => outcome === "client_gone")).toHaveLength(500);
  await until(() => upstream.requests.filter(({ disconnected }) => disconnected).length === 500);
  await gateway.close();
}, 60_000);

it("closing the gateway ends what is left", async () => {
  const other = await startGateway({ credentials: [{ baseUrl: upstream.url }] });
  const response = await call(other, stream("drip-100"));
  expect(other.gateway.inFlight()).toBe(1);
  await other.gateway.close();
  await expect(response.text()).rejects.toThrow();
  await until(() => other.gateway.inFlight() === 0);
  await other.close();
});
