import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bus, CHANGES_CHANNEL } from "../changes";
import { StoreUnavailableError } from "../coherent-cache";
import { newId } from "../ids";
import { ChangeListener } from "../listener";
import { type TestTenant, testTenant } from "../organizations/testing";
import { type TestDatabase, testDatabase } from "../store/testing";
import { UsageRecorder } from "../usage";
import { usageRecord } from "../usage/testing";
import type { Admission, AdmissionRequest } from "./counters";
import { MemoryCounters } from "./memory";
import { asking, estimate, Reference } from "./testing";

let database: TestDatabase;
let tenant: TestTenant;
let elsewhere: pg.Client;
let listener: ChangeListener;
let recorder: UsageRecorder;
let counters: MemoryCounters;
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  elsewhere = new pg.Client({ connectionString: database.url });
  await elsewhere.connect();
});
beforeEach(async () => {
  tenant = await testTenant();
  await listen();
  folder = mkdtempSync(join(tmpdir(), "gatehouse-spool-"));
  recorder = new UsageRecorder({ folder });
  await recorder.start();
  counters = new MemoryCounters(recorder);
});
afterEach(async () => {
  counters.close();
  await recorder.stop();
  await listener.stop();
  rmSync(folder, { recursive: true, force: true });
});
afterAll(async () => {
  await elsewhere.end();
  await database.drop();
});

async function listen() {
  listener = new ChangeListener(database.url);
  await listener.start();
}

/** Changes the balance in another process; `notify` is heard by whoever listens at that moment. */
async function setCredits(nanoUsd: bigint) {
  const { organizationId } = tenant;
  await elsewhere.query("UPDATE organizations SET credits_nano_usd = $2 WHERE id = $1", [
    organizationId,
    nanoUsd,
  ]);
  const changes = JSON.stringify([{ kind: "organization", organizationId }]);
  await elsewhere.query("SELECT pg_notify($1, $2)", [CHANGES_CHANNEL, changes]);
}

/** Does something while nobody listens. */
async function unheard(work: () => Promise<void>) {
  await listener.stop();
  await work();
  await listen();
}

const request = (given: Parameters<typeof asking>[1]): AdmissionRequest => ({
  ...asking(Date.now(), given),
  organizationId: tenant.organizationId,
});

function admitted(admission: Admission): Extract<Admission, { ok: true }> {
  if (!admission.ok) throw new Error(`refused: ${admission.code}`);
  return admission;
}

const left = (admission: Admission) => admitted(admission).states.map(({ remaining }) => remaining);

describe("while the notification channel was down", () => {
  it("credits that were added are there once it is back", async () => {
    const prepaid = { organization: { prepaid: true } };
    await setCredits(0n);
    expect(await counters.reserve(request(prepaid))).toMatchObject({ code: "insufficient_credits" });
    await unheard(() => setCredits(1000n));
    expect(left(await counters.reserve(request(prepaid)))).toEqual([996n]);
    expect(counters.reserve(request(prepaid))).not.toBeInstanceOf(Promise);
  });

  it("credits that were taken away are gone, and what calls in flight hold is still held", async () => {
    const prepaid = { organization: { prepaid: true }, estimate: estimate(10, 10) };
    await setCredits(1000n);
    expect(left(await counters.reserve(request(prepaid)))).toEqual([960n]);
    await unheard(() => setCredits(79n));
    expect(await counters.reserve(request(prepaid))).toMatchObject({ code: "budget_reserved" });
  });

  it("neither what calls hold is lost, nor what ended calls used and nobody has written yet", async () => {
    const keyId = newId();
    const given = { keyId, key: { tokens: 1000 }, estimate: estimate(40, 60) };
    const { reservation } = admitted(await counters.reserve(request(given)));
    expect(left(await counters.reserve(request(given)))).toEqual([800n]);
    await unheard(async () => {
      recorder.append([usageRecord({ keyId, inputTokens: 7, outputTokens: 3 })]);
      counters.settle(reservation, { tokens: 10, costNanoUsd: 0n });
    });
    // 10 used, 100 held by the second call and 100 by this one.
    expect(left(await counters.reserve(request(given)))).toEqual([790n]);
  });
});

describe("a database that does not answer once the channel is back", () => {
  const failures: [string, () => Promise<never>][] = [
    ["fails", () => Promise.reject(new Error("no database"))],
    ["is silent", () => new Promise(() => {})],
  ];

  it.each(failures)("keeps nobody from going on with what is known (it %s)", async (_how, fail) => {
    let isAway = false;
    const known = new Reference();
    const source = Object.assign(new Reference(), {
      keySpend: (keyId: string, fromMs: number) => (isAway ? fail() : known.keySpend(keyId, fromMs)),
    });
    const own = new MemoryCounters(source);
    const limited = request({ key: { tokens: 100 } });
    expect(left(await own.reserve(limited))).toEqual([98n]);
    isAway = true;
    bus.upSinceMs = performance.now();
    expect(left(await own.reserve(limited))).toEqual([96n]);
    expect(own.reserve(limited)).not.toBeInstanceOf(Promise);
    own.close();
  });

  it("is asked again, and what it says counts", async () => {
    let reads = 0;
    const source = Object.assign(new Reference(), {
      keySpend: async () => {
        if (++reads === 2) throw new Error("no database");
        return { tokens: reads === 1 ? 0 : 100, costNanoUsd: 0n };
      },
    });
    const own = new MemoryCounters(source);
    const limited = request({ key: { tokens: 100 } });
    expect(left(await own.reserve(limited))).toEqual([98n]);
    bus.upSinceMs = performance.now();
    expect(left(await own.reserve(limited))).toEqual([96n]);
    const decide = async () => (await own.reserve(limited)).ok || "refused";
    await expect.poll(decide).toBe("refused");
    own.close();
  });

  it("fails those of whom nothing is known", async () => {
    const source = Object.assign(new Reference(), { keySpend: () => Promise.reject(new Error("away")) });
    const own = new MemoryCounters(source);
    const limited = request({ key: { tokens: 100 } });
    await expect(own.reserve(limited)).rejects.toBeInstanceOf(StoreUnavailableError);
    own.close();
  });
});
