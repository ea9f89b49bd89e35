import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Change, onChange } from "../changes";
import { db, pool } from "../db";
import { newId } from "../ids";
import { type TestTenant, testTenant } from "../organizations/testing";
import { costOf } from "../providers";
import { type TestDatabase, testDatabase } from "../store/testing";
import type { UsageRecord } from "../usage";
import { aCall, play } from "../usage/testing.calls";
import { createCredential, PriceSweep, priceOf, RouteCache, setModelPrice, updateCredential } from ".";
import { sweepPrices } from "./price-sweep";

const HOUR_MS = 3_600_000;
const CREDITS = 10_000_000_000n;

let database: TestDatabase;
let tenant: TestTenant;
let cache: RouteCache;
beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
  cache = new RouteCache();
  const where = { id: tenant.organizationId };
  await db().organization.update({ where, data: { creditsNanoUsd: CREDITS } });
});
afterAll(async () => {
  cache.close();
  await database.drop();
});

const local = (name: string) =>
  createCredential(tenant.admin, {
    name,
    provider: "openai-compatible",
    fields: { apiKey: "sk-local-0123456789", baseUrl: "https://llm.example.com/v1" },
  });
const price = { model: "house-7b", inputUsdPerMillion: "0.15", outputUsdPerMillion: "0.6" };
const unpriced = (credentialId: string, given: Partial<UsageRecord> = {}) =>
  aCall(tenant, {
    keyId: newId(),
    credentialId,
    provider: "openai-compatible",
    model: "house-7b",
    upstreamModel: "house-7b",
    inputTokens: 10,
    outputTokens: 5,
    costNanoUsd: null,
    ...given,
  });
const costs = async (records: UsageRecord[]) => {
  const { rows } = await pool().query<{ id: string; cost: string | null }>(
    "SELECT id, cost_nano_usd AS cost FROM usage_records WHERE id = ANY($1)",
    [records.map(({ id }) => id)],
  );
  const byId = new Map(rows.map(({ id, cost }) => [id, cost === null ? null : BigInt(cost)]));
  return records.map(({ id }) => byId.get(id));
};
const routed = async (id: string) =>
  (await cache.routes(tenant.projectId)).credentials.find((credential) => credential.id === id)!;
const credits = async () =>
  (await db().organization.findUniqueOrThrow({ where: { id: tenant.organizationId } })).creditsNanoUsd!;
const billings = (targetId: string) =>
  db().auditEvent.findMany({ where: { action: "usage.bill", targetId }, orderBy: { id: "asc" } });

describe("setModelPrice", () => {
  it("is for those who may change credentials, in their own project, and asks for a whole price", async () => {
    const { id: credentialId } = await local("guarded");
    const given = { credentialId, ...price };
    const other = await testTenant();
    await expect(setModelPrice(tenant.member, given)).rejects.toMatchObject({ code: "forbidden" });
    await expect(setModelPrice(tenant.stranger, given)).rejects.toMatchObject({ code: "not_found" });
    await expect(setModelPrice(other.admin, given)).rejects.toMatchObject({ code: "not_found" });
    await expect(setModelPrice(tenant.admin, { ...given, outputUsdPerMillion: "" })).rejects.toMatchObject({
      code: "invalid_input",
      fields: { outputUsdPerMillion: "Enter dollars such as 0.15, or 0." },
    });
    expect((await routed(credentialId)).prices.size).toBe(0);
  });

  it("bills exactly what was called before, and nothing else", async () => {
    const [{ id }, { id: neighbour }] = await Promise.all([local("billed"), local("neighbour")]);
    const keyId = newId();
    const mine = [
      unpriced(id, { keyId, inputTokens: 3, outputTokens: 1 }),
      unpriced(id, { keyId, inputTokens: 12_345, outputTokens: 678, cachedTokens: 10_000 }),
      unpriced(id, {
        keyId,
        inputTokens: 7,
        outputTokens: 9,
        reasoningTokens: 9,
        atMs: Date.now() - HOUR_MS,
      }),
    ];
    const others = [unpriced(neighbour, { keyId }), unpriced(id, { keyId, upstreamModel: "house-70b" })];
    await play([...mine, ...others]);
    const before = await credits();
    const seen: Change[] = [];
    const stop = onChange((change) => seen.push(change));

    const view = await setModelPrice(tenant.admin, {
      credentialId: id,
      ...price,
      cachedInputUsdPerMillion: "0.05",
    });
    stop();
    expect(view.models).toEqual([
      {
        name: "house-7b",
        inputUsdPerMillion: "0.15",
        outputUsdPerMillion: "0.6",
        cachedInputUsdPerMillion: "0.05",
        listed: false,
      },
    ]);
    const rates = priceOf(await routed(id), "house-7b", Date.now())!;
    const expected = mine.map((record) => costOf(rates, record));
    expect(expected[1]).toBe(351_750n + 500_000n + 406_800n);
    expect(await costs(mine)).toEqual(expected);
    expect(await costs(others)).toEqual([null, null]);

    const total = expected.reduce((sum, cost) => sum + cost, 0n);
    expect(await credits()).toBe(before - total);
    const { rows } = await pool().query(
      "SELECT sum(cost_nano_usd)::text AS cost, sum(unpriced)::int AS unpriced FROM key_usage WHERE key_id = $1 AND period = 'month'",
      [keyId],
    );
    expect(rows).toEqual([{ cost: String(total), unpriced: 2 }]);
    expect(seen).toContainEqual({ kind: "spend", organizationId: tenant.organizationId });
    expect(await billings(id)).toMatchObject([
      { targetName: "billed", actorName: "admin", after: { model: "house-7b", requests: 3 } },
    ]);
    expect(await db().unpricedUsage.findMany({ where: { credentialId: id } })).toMatchObject([
      { model: "house-70b", requests: 1n },
    ]);
  });

  it("changes nobody's routes, and is in force on the next call", async () => {
    const { id } = await local("routes");
    expect(await routed(id)).toMatchObject({ openEnded: true, models: [] });
    await setModelPrice(tenant.admin, { credentialId: id, ...price });
    const credential = await routed(id);
    expect(credential).toMatchObject({ openEnded: true, models: [] });
    expect(priceOf(credential, "house-7b", Date.now())).toMatchObject({
      inputNanoUsdPerMillion: 150_000_000n,
      cachedInputNanoUsdPerMillion: 150_000_000n,
    });
    expect(priceOf(credential, "another", Date.now())).toBeNull();
  });

  it("takes nothing for a price", async () => {
    const { id } = await local("free");
    const call = unpriced(id);
    await play([call]);
    const free = { ...price, inputUsdPerMillion: "0", outputUsdPerMillion: "0" };
    await setModelPrice(tenant.admin, { credentialId: id, ...free });
    expect(await costs([call])).toEqual([0n]);
    expect(priceOf(await routed(id), "house-7b", Date.now())?.outputNanoUsdPerMillion).toBe(0n);
  });
});

describe("updateCredential", () => {
  it("bills what a new price is for, and keeps what has but a price off the list", async () => {
    const { id } = await local("updated");
    const calls = [unpriced(id), unpriced(id, { upstreamModel: "house-70b" })];
    await play(calls);
    const { model: name, ...prices } = price;
    const unlisted = { name: "house-70b", ...prices, listed: false };
    await updateCredential(tenant.admin, { id, models: [{ name, ...prices }, unlisted] });
    expect(await costs(calls)).toEqual([4_500n, 4_500n]);
    expect(await routed(id)).toMatchObject({ openEnded: false, models: ["house-7b"] });
    expect((await billings(id)).map(({ after }) => after)).toMatchObject([
      { model: "house-70b", costUsd: "0.0000045" },
      { model: "house-7b", requests: 1 },
    ]);
    await updateCredential(tenant.admin, { id, models: ["house-7b"] });
    expect((await routed(id)).prices.size).toBe(0);
  });

  it("refuses half a price", async () => {
    const { id } = await local("half");
    const half = { id, models: [{ name: "m", inputUsdPerMillion: "0.15" }] };
    await expect(updateCredential(tenant.admin, half)).rejects.toMatchObject({
      fields: { "models.0.outputUsdPerMillion": "Enter what output costs as well, or 0." },
    });
  });
});

describe("the sweep", () => {
  it("bills what was recorded after its price was set, once, and leaves the rest", async () => {
    const { id } = await local("late");
    await setModelPrice(tenant.admin, { credentialId: id, ...price });
    const late = [unpriced(id), unpriced(id, { upstreamModel: "never-priced" })];
    await play(late);
    const before = await credits();
    await Promise.all([sweepPrices(), sweepPrices()]);
    expect(await costs(late)).toEqual([4_500n, null]);
    expect(await credits()).toBe(before - 4_500n);
    expect(await billings(id)).toMatchObject([{ actorKind: "SYSTEM", actorName: "Gatehouse" }]);
  });

  it("bills what the catalogue has learnt, each call by what it cost when it began", async () => {
    const { id } = await createCredential(tenant.admin, {
      name: "deepseek",
      provider: "deepseek",
      fields: { apiKey: "sk-deep-0123456789" },
    });
    const day = Date.parse(new Date().toISOString().slice(0, 10)) - 24 * HOUR_MS;
    const at = (hour: number) =>
      unpriced(id, {
        atMs: day + hour * HOUR_MS,
        upstreamModel: "deepseek-chat",
        inputTokens: 1_000_000,
        outputTokens: 0,
      });
    const calls = [at(0.4), at(0.5), at(12), at(17)];
    await play(calls);
    const sweep = new PriceSweep();
    sweep.start();
    await sweep.stop();
    expect(await costs(calls)).toEqual([135_000_000n, 270_000_000n, 270_000_000n, 135_000_000n]);
  });
});
