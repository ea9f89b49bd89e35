import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { closeDb, db, pool } from "../db";
import { newId } from "../ids";
import { type TestTenant, testTenant } from "../organizations/testing";
import { type TestDatabase, testDatabase } from "../store/testing";
import type { UsageRecord } from "./record";
import { UsageRecorder } from "./recorder";
import { usageRecord } from "./testing";
import { emptyBooks, keepBooks, readBooks } from "./testing.books";

const CREDITS = 10n ** 15n;
const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 0, 31, 22);
const keys = [newId(), newId(), newId()];
const credentials = [newId(), newId(), null];

let database: TestDatabase;
let tenant: TestTenant;
let folder: string;
let recorder: UsageRecorder;

beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
});
beforeEach(async () => {
  await emptyBooks();
  await db().organization.updateMany({ data: { creditsNanoUsd: CREDITS } });
  folder = mkdtempSync(join(tmpdir(), "gatehouse-spool-"));
  recorder = new UsageRecorder({ folder });
  await recorder.start();
});
afterEach(async () => {
  await recorder.stop();
  rmSync(folder, { recursive: true, force: true });
});
afterAll(() => database.drop());

const tokens = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 200_000 }));
/** Any call: of a key or of nobody, around the ends of hours, days and a month, served, refused, broken or without a price. */
const call = fc
  .record({
    atMs: fc.integer({ min: START_MS, max: START_MS + 4 * HOUR_MS }),
    keyId: fc.constantFrom(...keys, null),
    address: fc.constantFrom("192.0.2.1", "2001:db8::1", null),
    userAgent: fc.constantFrom("a", "b", null),
    credentialId: fc.constantFrom(...credentials),
    provider: fc.constantFrom("openai", "anthropic", null),
    model: fc.constantFrom("as-named", null),
    upstreamModel: fc.constantFrom("gpt-5", "claude", null),
    attempts: fc.integer({ min: 0, max: 3 }),
    status: fc.constantFrom(200, 401, 404, 429, 499, 502),
    code: fc.constantFrom("invalid_api_key", "missing_api_key"),
    outcome: fc.constantFrom("success", "refused", "upstream_error", "client_gone", "timeout", "interrupted"),
    streamed: fc.boolean(),
    estimated: fc.boolean(),
    latencyMs: fc.integer({ min: 0, max: 10_000_000 }),
    firstByteMs: fc.option(fc.integer({ min: 0, max: 600_000 })),
    inputTokens: tokens,
    outputTokens: tokens,
    cachedTokens: tokens,
    reasoningTokens: tokens,
    costNanoUsd: fc.oneof(fc.constant(null), fc.constant(0n), fc.bigInt({ min: 1n, max: 10n ** 12n })),
  })
  .map(({ keyId, ...given }) => {
    const owner =
      keyId === null ? {} : { organizationId: tenant.organizationId, projectId: tenant.projectId };
    return usageRecord({ ...given, keyId, organizationId: null, projectId: null, ...owner } as UsageRecord);
  });

it("loses nothing and invents nothing: the records, every rollup and the credits agree with what was recorded", async () => {
  const all: UsageRecord[] = [];
  const turns = fc.array(fc.array(call, { minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(turns, fc.infiniteStream(fc.boolean()), async (appends, flushes) => {
      for (const records of appends) {
        recorder.append(records);
        all.push(...records);
        if (flushes.next().value) await recorder.flush();
      }
      await recorder.flush();
      expect(await readBooks()).toEqual(keepBooks(all));
      const spent = all.reduce((sum, { keyId, costNanoUsd }) => sum + ((keyId && costNanoUsd) || 0n), 0n);
      const { creditsNanoUsd } = await db().organization.findUniqueOrThrow({
        where: { id: tenant.organizationId },
      });
      expect(creditsNanoUsd).toBe(CREDITS - spent);
    }),
    { numRuns: 25 },
  );
});

it("counts by hours, days and months in UTC, wherever the database thinks it is", async () => {
  const name = new URL(database.url).pathname.slice(1);
  await pool().query(`ALTER DATABASE "${name}" SET timezone = 'Pacific/Auckland'`);
  await closeDb();
  const records = [
    usageRecord({ atMs: Date.UTC(2026, 1, 28, 23, 59, 59, 999) }),
    usageRecord({ atMs: Date.UTC(2026, 2, 1) }),
    // Where clocks change: Europe on 29 March, America on 8 March.
    usageRecord({ atMs: Date.UTC(2026, 2, 29, 1, 30) }),
    usageRecord({ atMs: Date.UTC(2026, 2, 8, 7, 30) }),
  ];
  recorder.append(records);
  const { rows } = await pool().query("SHOW timezone");
  expect(rows[0].TimeZone).toBe("Pacific/Auckland");
  await recorder.flush();
  expect(await readBooks()).toEqual(keepBooks(records));
});
