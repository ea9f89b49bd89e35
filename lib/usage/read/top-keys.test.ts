import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createKey } from "@/lib/keys";
import { type TestTenant, testTenant } from "@/lib/organizations/testing";
import { type TestDatabase, testDatabase } from "@/lib/store/testing";
import { pool } from "../../db";
import { formatUsd, parseUsd } from "../../money";
import { DAY_MS } from "./range";
import { topKeys } from "./top-keys";

const FROM_MS = Date.UTC(2026, 10, 1);
const DAYS = 6;
const NOW_MS = FROM_MS + DAYS * DAY_MS - 1;
const SPAN = { fromMs: FROM_MS + DAY_MS, toMs: FROM_MS + DAYS * DAY_MS };

let database: TestDatabase;
let tenant: TestTenant;
const keys: string[] = [];
beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
  for (let i = 0; i < 40; i++) keys.push((await createKey(tenant.admin, { note: `key ${i}` })).id);
});
afterAll(() => database.drop());

/** Few rows: many ties, many nothings, now and then far more. */
const sparse = fc.array(
  fc.record({
    key: fc.nat(39),
    day: fc.nat(DAYS - 1),
    requests: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5000 })),
    cost: fc.oneof(fc.constant(0n), fc.bigInt(1n, 3n), fc.bigInt(1n, 10n ** 15n)),
  }),
  { maxLength: 200 },
);
/** Every key on every day, some far more than others, so that a look at the first of each day settles it. */
const dense = fc.array(fc.nat(100), { minLength: 40 * DAYS, maxLength: 40 * DAYS }).map((noise) =>
  noise.map((part, i): Use => {
    const requests = 1 + Math.floor((part * 1000) / (1 + (i % 40)) ** 1.5);
    return { key: i % 40, day: Math.floor(i / 40), requests, cost: BigInt(requests) * 7n };
  }),
);
const use = fc.oneof(sparse, dense);
type Use = { key: number; day: number; requests: number; cost: bigint };

async function store(uses: Use[]): Promise<void> {
  await pool().query("TRUNCATE key_usage");
  const rows = new Map(uses.map((row) => [`${row.key} ${row.day}`, row]));
  const all = [...rows.values()];
  await pool().query(
    `INSERT INTO key_usage SELECT k, 'day', at, $5, requests, 0, 0, 0, 0, 0, 0, 0, cost, 0
    FROM unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::bigint[]) AS u(k, at, requests, cost)`,
    [
      all.map(({ key }) => keys[key]),
      all.map(({ day }) => new Date(FROM_MS + day * DAY_MS)),
      all.map(({ requests }) => requests),
      all.map(({ cost }) => cost),
      tenant.projectId,
    ],
  );
}

async function plainly() {
  const { rows } = await pool().query<{ id: string; requests: string; cost: string }>(
    `SELECT key_id AS id, sum(requests) AS requests, sum(cost_nano_usd) AS cost FROM key_usage
    WHERE period = 'day' AND starts_at >= $1 AND starts_at < $2 GROUP BY 1`,
    [new Date(SPAN.fromMs), new Date(SPAN.toMs)],
  );
  return rows.map(({ id, requests, cost }) => ({
    id,
    requests: Number(requests),
    costUsd: formatUsd(BigInt(cost)),
  }));
}

const amount = {
  cost: (key: { costUsd: string }) => parseUsd(key.costUsd)!,
  requests: (key: { requests: number }) => BigInt(key.requests),
};
const descending = (a: bigint, b: bigint) => (a < b ? 1 : a > b ? -1 : 0);

describe("topKeys", () => {
  it.each([[[1]], [[2, 3]], [[11, 14, 18, 25]], [[40, 1000]], [[]]])(
    "gives what adding up every row gives, by either ranking, looking %j deep first",
    async (depths) => {
      await fc.assert(
        fc.asyncProperty(use, async (uses) => {
          await store(uses);
          const sums = await plainly();
          const byId = new Map(sums.map((sum) => [sum.id, sum]));
          for (const ranking of ["cost", "requests"] as const) {
            const top = await topKeys(tenant.viewer, SPAN, ranking, NOW_MS, depths);
            const greatest = sums
              .map((sum) => (ranking === "cost" ? amount.cost(sum) : amount.requests(sum)))
              .filter((sum) => sum > 0n)
              .sort(descending);
            expect(top.map((key) => (ranking === "cost" ? amount.cost(key) : amount.requests(key)))).toEqual(
              greatest.slice(0, 10),
            );
            expect(new Set(top.map(({ id }) => id)).size).toBe(top.length);
            for (const { id, requests, costUsd } of top)
              expect({ id, requests, costUsd }).toEqual(byId.get(id));
          }
        }),
        { numRuns: 40 },
      );
    },
  );

  it("gives another organization nothing", async () => {
    await store([{ key: 1, day: 2, requests: 5, cost: 7n }]);
    expect(await topKeys(tenant.viewer, SPAN, "cost", NOW_MS)).toHaveLength(1);
    const other = await testTenant();
    for (const depths of [[40], []]) {
      const stranger = { ...other.owner, projectId: tenant.projectId };
      expect(await topKeys(stranger, SPAN, "cost", NOW_MS, depths)).toEqual([]);
    }
  });
});
