import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type FakeUpstream, startFakeUpstream } from "../../e2e/fake-upstream";
import { createCredential } from "../credentials";
import { db, pool } from "../db";
import { call, chat } from "../gateway/testing";
import { createKey } from "../keys";
import { addCredits } from "../organizations";
import { type TestTenant, testTenant } from "../organizations/testing";
import { type TestDatabase, testDatabase } from "../store/testing";
import { databaseCable, dataFolder, type GatewayProcess, startGatewayProcess } from "./testing";

const OUTAGE_MS = 30_000;
const AROUND_MS = 2000;
const CALLERS = 8;
const GRANTED_NANO_USD = 100_000_000_000n;

let database: TestDatabase;
let tenant: TestTenant;
let upstream: FakeUpstream;
let gateway: GatewayProcess;
const folder = dataFolder();
const secrets: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
  upstream = await startFakeUpstream();
  await createCredential(tenant.admin, {
    name: "up",
    provider: "openai-compatible",
    baseUrl: upstream.url,
    secret: "sk-upstream-0123456789abcdef",
    models: [{ name: "m", inputUsdPerMillion: "1", outputUsdPerMillion: "2" }],
  });
  await addCredits(tenant.owner, { amountUsd: "100" });
  const limits = { costLimitUsd: "50", tokenLimit: 1_000_000_000, requestsPerMinute: 1_000_000 };
  for (const note of ["first", "second"]) {
    secrets.push((await createKey(tenant.admin, { note, ...limits })).secret);
  }
});
afterAll(async () => {
  await gateway.kill();
  await upstream.close();
  await database.drop();
  folder.remove();
});

it("while the database is down no call of a known key fails, and afterwards no record is missing or doubled", async () => {
  const cable = await databaseCable(database.url);
  gateway = await startGatewayProcess({ GATEHOUSE_DATA_DIR: folder.path, DATABASE_URL: cable.url });
  const ids: string[] = [];
  const failures: string[] = [];
  let over = false;
  const caller = async (number: number) => {
    for (let i = number; !over; i++) {
      const body = chat("m", { max_tokens: 100, stream: i % 2 === 0 });
      const response = await call(gateway, body, { key: secrets[i % secrets.length] });
      const text = await response.text();
      if (response.status !== 200) failures.push(text);
      ids.push(response.headers.get("x-request-id")!.slice("req_".length));
      await sleep(10);
    }
  };
  const calling = Promise.all(Array.from({ length: CALLERS }, (_, i) => caller(i)));
  await sleep(AROUND_MS);
  await cable.cut();
  const before = ids.length;
  await sleep(OUTAGE_MS);
  const during = ids.length - before;
  await cable.mend();
  await sleep(AROUND_MS);
  over = true;
  await calling;
  await gateway.stop();
  await cable.cut();

  expect(failures.slice(0, 3)).toEqual([]);
  expect(during).toBeGreaterThan(100);
  const { rows } = await pool().query<{ id: string; cost: string }>(
    "SELECT id, cost_nano_usd AS cost FROM usage_records",
  );
  expect(rows.map(({ id }) => id).sort()).toEqual(ids.sort());
  const cost = rows.reduce((sum, { cost }) => sum + BigInt(cost), 0n);
  const rolled = await pool().query(
    "SELECT sum(requests)::int AS calls, sum(cost_nano_usd)::text AS cost FROM key_usage WHERE period = 'hour'",
  );
  expect(rolled.rows[0]).toEqual({ calls: ids.length, cost: String(cost) });
  const { creditsNanoUsd } = await db().organization.findUniqueOrThrow({
    where: { id: tenant.organizationId },
  });
  expect(GRANTED_NANO_USD - creditsNanoUsd!).toBe(cost);
}, 120_000);
