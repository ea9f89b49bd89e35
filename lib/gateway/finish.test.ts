import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type FakeUpstream, startFakeUpstream } from "../../e2e/fake-upstream";
import type { Counters } from "../limits";
import { call, callInPieces, chat, DEEP, deep, noCounters, startGateway, type TestGateway } from "./testing";

let upstream: FakeUpstream;
let gateway: TestGateway;
beforeAll(async () => {
  upstream = await startFakeUpstream();
});
afterEach(() => gateway.close());
afterAll(() => upstream.close());

/** What happens to calls, in order: that some are recorded, that one ends. */
async function watched(url: string): Promise<string[]> {
  const events: string[] = [];
  gateway = await startGateway({ credentials: [{ baseUrl: url }] });
  const { push } = gateway.records;
  gateway.records.push = (...records) => {
    events.push(`recorded ${records.length}`);
    return push.apply(gateway.records, records);
  };
  gateway.server.prependListener("request", (_, res: ServerResponse) => {
    const end = res.end.bind(res) as (...given: unknown[]) => ServerResponse;
    res.end = (...given: unknown[]) => {
      events.push("ended");
      return end(...given);
    };
  });
  return events;
}

it.each([
  ["an answer", chat("m"), 200],
  ["a stream", chat("m", { stream: true }), 200],
  ["a refusal", chat(""), 400],
  ["an upstream's error", chat("error-500"), 500],
  ["an upstream that cannot be reached", chat("no-answer"), 502],
])("%s is recorded before it ends, and recorded once", async (_, body, status) => {
  const events = await watched(upstream.url);
  const response = await call(gateway, body);
  await response.text();
  expect(response.status).toBe(status);
  await expect.poll(() => gateway.gateway.inFlight()).toBe(0);
  expect(events).toEqual(["recorded 1", "ended"]);
});

it("calls that end in one turn of the event loop are recorded in one write", async () => {
  const events = await watched(upstream.url);
  const answers = Array.from({ length: 100 }, () => call(gateway, chat("m")));
  for (const answer of answers) await (await answer).text();
  const writes = events.filter((event) => event.startsWith("recorded"));
  expect(writes.length).toBeLessThan(100);
  expect(gateway.records).toHaveLength(100);
});

it("a call that cannot be accounted for ends all the same, and so do the others", async () => {
  const released: string[] = [];
  const counters: Counters = {
    ...noCounters,
    settle() {
      throw new Error("beyond counting");
    },
    release: ({ keyId }) => released.push(keyId),
  };
  gateway = await startGateway({ credentials: [{ baseUrl: upstream.url }], counters });
  const answers = Array.from({ length: 10 }, () => call(gateway, chat("m")));
  for (const answer of answers) expect((await answer).status).toBe(200);
  expect(released).toHaveLength(10);
  // That they took place is told, though not what they used.
  expect(gateway.records).toHaveLength(10);
});

it.each([
  ["a tool whose type is no text", { tools: [{ type: { toString: 1 } }] }],
  ["a body of twenty thousand brackets", { input: DEEP }],
])("%s harms nobody, neither when it is noted on its way nor when its client leaves", async (_, strange) => {
  gateway = await startGateway({ credentials: [{ baseUrl: upstream.url }] });
  const leaving = new AbortController();
  const body = deep(chat("drip-80", { stream: true, ...strange }));
  const response = await call(gateway, body, { signal: leaving.signal });
  expect(response.status).toBe(200);
  await expect.poll(() => gateway.checkpoints.length, { timeout: 5000 }).toBeGreaterThan(0);
  leaving.abort();
  expect(await gateway.lastRecord()).toMatchObject({ outcome: "client_gone", estimated: true });
  expect((await call(gateway, chat("m"))).status).toBe(200);
});

it("the last event of a stream is not given before the call is on record, though the upstream goes on", async () => {
  const lingering = createServer((_, res) => {
    res.writeHead(200, { "content-type": "text/event-stream" });
    res.write('data: {"choices":[{"delta":{"content":"Hi"}}]}\n\n');
    setTimeout(() => res.write("data: [DONE]\n\n"), 50);
  });
  await new Promise<void>((resolve) => lingering.listen(0, "127.0.0.1", resolve));
  const { port } = lingering.address() as AddressInfo;
  const events = await watched(`http://127.0.0.1:${port}/v1`);
  const response = await call(gateway, chat("m", { stream: true }));
  expect(await response.text()).toMatch(/\[DONE\]\n\n$/);
  expect(events).toEqual(["recorded 1", "ended"]);
  expect(gateway.records[0]).toMatchObject({ outcome: "success", estimated: true });
  lingering.closeAllConnections();
  lingering.close();
});

it("a long call is noted each second, with what it has used by then", async () => {
  gateway = await startGateway({ credentials: [{ baseUrl: upstream.url }] });
  const response = await call(gateway, chat("drip-80", { stream: true }));
  await expect.poll(() => gateway.checkpoints.length, { timeout: 5000 }).toBeGreaterThan(0);
  expect(gateway.records).toHaveLength(0);
  const [noted] = gateway.checkpoints;
  await response.text();
  const record = await gateway.lastRecord();
  expect(noted!.id).toBe(record.id);
  expect(noted!.outputTokens).toBeGreaterThan(0);
  expect(noted!.outputTokens).toBeLessThan(record.outputTokens);
  expect(noted!.estimated).toBe(true);
});

/** A body that never comes to its end. */
async function* unfinished() {
  yield Buffer.from("{");
  await new Promise(() => {});
}

it("what is under way when the gateway closes is recorded", async () => {
  gateway = await startGateway({ credentials: [{ baseUrl: upstream.url }] });
  const answer = call(gateway, chat("never")).catch(() => null);
  const sending = callInPieces(gateway, unfinished()).catch(() => null);
  await expect.poll(() => upstream.requests.at(-1)?.body.includes("never")).toBe(true);
  await expect.poll(() => gateway.gateway.inFlight()).toBe(2);
  await gateway.gateway.close();
  expect(gateway.records).toHaveLength(2);
  gateway.server.closeAllConnections();
  await Promise.all([answer, sending]);
  expect(gateway.records).toHaveLength(2);
});
