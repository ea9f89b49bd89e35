import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ANTHROPIC_API_KEY, startFakeAnthropic } from "../../e2e/fake-providers/anthropic";
import type { FakeServer } from "../../e2e/fake-providers/listen";
import { type FakeUpstream, startFakeUpstream } from "../../e2e/fake-upstream";
import { promptTokens } from "../../e2e/fake-upstream/completions";
import { call, chat, endpoint, startGateway, type TestGateway, target } from "./testing";

let upstream: FakeUpstream;
let claude: FakeServer;
let gateway: TestGateway;
const messages = [{ role: "user", content: "word ".repeat(400) }];
const PROMPT = promptTokens({ messages });
const NOTHING = { inputTokens: 0, outputTokens: 0, estimated: false, costNanoUsd: 0n };

beforeAll(async () => {
  upstream = await startFakeUpstream();
  claude = await startFakeAnthropic();
  const anthropic = {
    provider: "anthropic" as const,
    baseUrl: claude.url,
    secrets: { apiKey: ANTHROPIC_API_KEY },
  };
  gateway = await startGateway({
    upstreamTimeoutMs: 1000,
    credentials: [
      { name: "up", baseUrl: upstream.url },
      { ...anthropic, name: "claude", models: ["claude-drip-50", "claude-cut"] },
      { name: "nobody", baseUrl: "http://127.0.0.1:1/v1", models: ["unreachable"] },
    ],
    endpoints: [
      endpoint({ slug: "falls-over", targets: [target("up/error-500", 100), target("up/m")] }),
      endpoint({ slug: "waits", timeoutMs: 100, targets: [target("up/never", 100), target("up/error-404")] }),
    ],
  });
});
beforeEach(() => {
  upstream.requests.length = 0;
  gateway.checkpoints.length = 0;
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
  await claude.close();
});

const ask = (model: string, more: Record<string, unknown> = {}) =>
  call(gateway, chat(model, { messages, ...more })).then((response) => response.text());

/** Reads for a while, then leaves. */
async function leave(body: string, afterMs: number, path?: string) {
  const controller = new AbortController();
  const response = call(gateway, body, { path, signal: controller.signal });
  setTimeout(() => controller.abort(), afterMs);
  await response.then((response) => response.text()).catch(() => {});
  return gateway.lastRecord();
}
const isNear = (count: number, truth: number) => {
  expect(count).toBeGreaterThanOrEqual(truth * 0.5);
  expect(count).toBeLessThanOrEqual(truth * 2);
};

describe("what was left half way is charged for what had been produced", () => {
  it.each([{}, { stream_options: { include_usage: true } }])("a stream, with %j", async (more) => {
    const record = await leave(chat("drip-30", { messages, stream: true, ...more }), 500);
    const { saidTokens } = upstream.requests[0]!;
    expect(saidTokens).toBeGreaterThan(3);
    expect(saidTokens).toBeLessThan(30);
    expect(record).toMatchObject({ outcome: "client_gone", estimated: true });
    isNear(record.inputTokens, PROMPT);
    isNear(record.outputTokens, saidTokens);
  });

  it("a stream that its provider breaks or stalls", async () => {
    for (const [model, outcome] of [
      ["broken-stream", "upstream_error"],
      ["stall", "timeout"],
    ] as const) {
      await expect(ask(model, { stream: true })).rejects.toThrow();
      const record = await gateway.lastRecord();
      expect(record).toMatchObject({ outcome, estimated: true });
      isNear(record.inputTokens, PROMPT);
      isNear(record.outputTokens, upstream.requests.at(-1)!.saidTokens);
    }
  });

  it("a stream of Anthropic's, whose input is known from its beginning", async () => {
    const asked = { model: "claude-drip-50", max_tokens: 50, messages, stream: true };
    for (const path of ["/messages", "/chat/completions"]) {
      const record = await leave(JSON.stringify(asked), 400, path);
      expect(record).toMatchObject({
        outcome: "client_gone",
        estimated: true,
        inputTokens: 20,
        cachedTokens: 5,
      });
      expect(record.outputTokens).toBeGreaterThan(0);
      expect(record.outputTokens).toBeLessThan(50);
    }
  });

  it("an answer that is not streamed, by its prompt", async () => {
    const record = await leave(chat("never", { messages }), 200);
    expect(record).toMatchObject({ outcome: "client_gone", outputTokens: 0, estimated: true });
    isNear(record.inputTokens, PROMPT);
  });

  it("a provider that was silent for too long, by the prompt it may have worked on", async () => {
    await ask("never");
    expect(await gateway.lastRecord()).toMatchObject({
      outcome: "timeout",
      outputTokens: 0,
      estimated: true,
    });
    isNear((await gateway.lastRecord()).inputTokens, PROMPT);
  });
});

describe("a success without usage is estimated", () => {
  it.each([{}, { stream: true }])("%j", async (more) => {
    await ask("uncounted", more);
    const record = await gateway.lastRecord();
    expect(record).toMatchObject({ outcome: "success", estimated: true });
    isNear(record.inputTokens, PROMPT);
    isNear(record.outputTokens, 7);
  });

  it("and one with it is not", async () => {
    for (const more of [{}, { stream: true }, { stream: true, stream_options: { include_usage: true } }]) {
      await ask("m", more);
      expect(await gateway.lastRecord()).toMatchObject({
        inputTokens: PROMPT,
        outputTokens: 7,
        estimated: false,
      });
    }
  });
});

describe("what no provider took on costs nothing", () => {
  it.each(["error-500", "error-429", "error-400", "redirect", "unreachable", "no-answer"])(
    "%s",
    async (model) => {
      await ask(model, { stream: true });
      expect(await gateway.lastRecord()).toMatchObject({ outcome: "upstream_error", ...NOTHING });
    },
  );

  it("a target that failed before another answered, whose count alone stands", async () => {
    await ask("falls-over");
    expect(await gateway.lastRecord()).toMatchObject({ attempts: 2, inputTokens: PROMPT, estimated: false });
    await ask("waits");
    expect(await gateway.lastRecord()).toMatchObject({ attempts: 2, status: 404, ...NOTHING });
  });
});

it("a long call is noted as far as it has come", async () => {
  const answered = ask("drip-100", { stream: true });
  while (gateway.checkpoints.length < 2) await sleep(20);
  const [first, second] = gateway.checkpoints;
  expect(first).toMatchObject({ estimated: true, outcome: "client_gone" });
  expect(second!.outputTokens).toBeGreaterThan(first!.outputTokens);
  await answered;
  expect(await gateway.lastRecord()).toMatchObject({ id: first!.id, outputTokens: 40, estimated: false });
});
