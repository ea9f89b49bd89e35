import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type FakeUpstream, startFakeUpstream } from "../../e2e/fake-upstream";
import { createCredential } from "../credentials";
import { db, pool } from "../db";
import { call, chat } from "../gateway/testing";
import { callSomehow, MODELS } from "../gateway/testing.limits";
import { createKey } from "../keys";
import { formatUsd, parseUsd } from "../money";
import { addCredits } from "../organizations";
import { type TestTenant, testTenant } from "../organizations/testing";
import { type TestDatabase, testDatabase } from "../store/testing";
import { dataFolder, type GatewayProcess, startGatewayProcess } from "./testing";

const GRANTED_USD = "5";
const COST_LIMIT_USD = "0.05";
const TOKEN_LIMIT = 100_000;

let database: TestDatabase;
let tenant: TestTenant;
let upstream: FakeUpstream;
let folder: ReturnType<typeof dataFolder>;
let gateway: GatewayProcess;
const keys: Record<"cost" | "tokens" | "requests" | "free", { id: string; secret: string }> =
  Object.create(null);

beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
  upstream = await startFakeUpstream();
  folder = dataFolder();
  const price = { inputUsdPerMillion: "1", outputUsdPerMillion: "2" };
  await createCredential(tenant.admin, {
    name: "up",
    provider: "openai-compatible",
    baseUrl: upstream.url,
    secret: "sk-upstream-0123456789abcdef",
    models: MODELS.map((name) => ({ name, ...price })),
  });
  await addCredits(tenant.owner, { amountUsd: GRANTED_USD });
  keys.cost = await createKey(tenant.admin, {
    note: "cost",
    costLimitUsd: COST_LIMIT_USD,
    resetPeriod: "monthly",
  });
  keys.tokens = await createKey(tenant.admin, {
    note: "tokens",
    tokenLimit: TOKEN_LIMIT,
    resetPeriod: "weekly",
  });
  keys.requests = await createKey(tenant.admin, { note: "requests", requestsPerMinute: 10 });
  keys.free = await createKey(tenant.admin, { note: "free" });
});
afterEach(() => gateway.kill());
afterAll(async () => {
  await upstream.close();
  await database.drop();
  folder.remove();
});

const start = async () => {
  gateway = await startGatewayProcess({ GATEHOUSE_DATA_DIR: folder.path });
};

/** Calls of every kind with every key, until told to stop. What was answered to its end is noted by the id of its call. */
async function load(
  callers: number,
  until: (number: number) => boolean,
  answered = new Map<string, number>(),
) {
  const secrets = Object.values(keys).map(({ secret }) => secret);
  let number = 0;
  const caller = async () => {
    while (!until(number)) {
      const response = await callSomehow(gateway, number, secrets[number++ % secrets.length]);
      if (response) answered.set(response.headers.get("x-request-id")!.slice("req_".length), response.status);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return answered;
}

const SUMS = `count(*)::int AS calls, coalesce(sum(input_tokens + output_tokens), 0)::int AS tokens,
  coalesce(sum(cost_nano_usd), 0)::text AS cost`;
const ROLLED = SUMS.replace("count(*)", "coalesce(sum(requests), 0)");

const sum = async (columns: string, from: string) =>
  (await pool().query<{ calls: number; tokens: number; cost: string }>(`SELECT ${columns} FROM ${from}`))
    .rows[0]!;

/** Every place that says what was used must say the same. */
async function expectConserved() {
  const records = await sum(SUMS, "usage_records");
  for (const period of ["hour", "day"]) {
    expect(await sum(ROLLED, `project_usage WHERE period = '${period}'`), `projects by ${period}`).toEqual(
      records,
    );
  }
  for (const period of ["hour", "day", "month"]) {
    expect(await sum(ROLLED, `key_usage WHERE period = '${period}'`), `keys by ${period}`).toEqual(records);
  }
  for (const { id } of Object.values(keys)) {
    expect(await sum(ROLLED, `key_usage WHERE period = 'month' AND key_id = '${id}'`)).toEqual(
      await sum(SUMS, `usage_records WHERE key_id = '${id}'`),
    );
  }
  const { creditsNanoUsd } = await db().organization.findUniqueOrThrow({
    where: { id: tenant.organizationId },
  });
  expect(parseUsd(GRANTED_USD)! - creditsNanoUsd!, "credits spent").toBe(BigInt(records.cost));
  return records;
}

/** What the counters have left, as a refusal for much more than that says it. */
async function remaining(secret: string): Promise<string | null> {
  const refused = await call(gateway, chat("m", { max_tokens: 1_000_000 }), { key: secret });
  expect(refused.status).toBe(429);
  return refused.headers.get("x-ratelimit-remaining");
}

/** The counters know to the nano-dollar what the records say; the last of those are on their way for a moment. */
async function expectCounted() {
  const { cost, tokens } = keys;
  const left = async () => [await remaining(cost.secret), await remaining(tokens.secret)];
  const recorded = async () => {
    const spent = BigInt((await sum(SUMS, `usage_records WHERE key_id = '${cost.id}'`)).cost);
    const used = (await sum(SUMS, `usage_records WHERE key_id = '${tokens.id}'`)).tokens;
    return [formatUsd(parseUsd(COST_LIMIT_USD)! - spent), String(TOKEN_LIMIT - used)];
  };
  await expect
    .poll(async () => ({ left: await left(), recorded: await recorded() }), { timeout: 15_000 })
    .toSatisfy((both) => both.left.join() === both.recorded.join());
}

describe("what was used", () => {
  it("is the same in records, rollups, counters and credits, however calls end", async () => {
    await start();
    const answered = await load(100, (number) => number >= 800);
    await expectCounted();
    await gateway.stop();
    await expectConserved();
    expect([...answered.values()]).toEqual(expect.arrayContaining([200, 429, 500, 502]));
  });

  it("is what a new process starts from: no budget and no window begins anew", async () => {
    await start();
    await expectCounted();
    await gateway.stop();
  });

  it("survives kill -9 under load, again and again: every answer that somebody read is on record, once", async () => {
    const answered = new Map<string, number>();
    for (let round = 0; round < 3; round++) {
      await start();
      let killed = false;
      const loading = load(60, () => killed, answered);
      const before = answered.size;
      await expect.poll(() => answered.size, { timeout: 60_000 }).toBeGreaterThan(before + 100);
      await sleep(150 * round);
      await gateway.kill();
      killed = true;
      await loading;
    }
    await start();
    await expectCounted();
    await gateway.stop();
    await expectConserved();
    const { rows } = await pool().query<{ id: string; status: number }>(
      "SELECT id, status FROM usage_records",
    );
    const recorded = new Map(rows.map(({ id, status }) => [id, status]));
    for (const [id, status] of answered) expect(recorded.get(id), id).toBe(status);
  });

  it("counts in the window of a process that was killed", async () => {
    const { secret } = await createKey(tenant.admin, { note: "window", requestsPerMinute: 10 });
    await start();
    for (let i = 0; i < 5; i++) expect((await call(gateway, chat("m"), { key: secret })).status).toBe(200);
    await gateway.kill();
    await start();
    const next = await call(gateway, chat("m"), { key: secret });
    expect(next.headers.get("x-ratelimit-remaining-requests")).toBe("4");
    await gateway.stop();
  });
});
