import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createKey } from "@/lib/keys";
import { type TestTenant, testTenant } from "@/lib/organizations/testing";
import { type TestDatabase, testDatabase } from "@/lib/store/testing";
import { parseUsd } from "../../money";
import type { UsageRecord } from "../record";
import { type Latency, RANGE_PRESETS, type UsageRange } from "../schema";
import { aCall, play } from "../testing.calls";
import { addedUp, grouped, timed } from "../testing.sums";
import { keyOverview } from "./key-overview";
import { projectOverview } from "./project-overview";
import { DAY_MS, HOUR_MS, resolveRange } from "./range";

const NOW_MS = Date.UTC(2026, 10, 21, 14, 30);
const RANGES: UsageRange[] = [
  ...RANGE_PRESETS,
  { from: "2026-11-20", to: "2026-11-21" },
  { from: "2026-08-12", to: "2026-11-11" },
  { from: "2025-01-10", to: "2026-11-21" },
  { from: "2026-11-21", to: "2026-12-31" },
];

let database: TestDatabase;
let tenant: TestTenant;
let calls: UsageRecord[];
const keys: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
  for (let i = 0; i < 14; i++) keys.push((await createKey(tenant.admin, { note: `key ${i}` })).id);
  calls = someCalls();
  await play(calls);
  const other = await testTenant();
  const elsewhere = (await createKey(other.admin, { note: "elsewhere" })).id;
  await play([aCall(other, { keyId: elsewhere, atMs: NOW_MS - HOUR_MS })]);
});
afterAll(() => database.drop());

/** Two years of calls of every kind, more of them lately, many at the edges of hours, days and months. */
function someCalls(): UsageRecord[] {
  const ofRanges = RANGES.flatMap((range) => {
    const { fromMs, toMs, previous } = resolveRange(range, NOW_MS);
    return [fromMs, toMs, previous.fromMs, previous.toMs].flatMap((ms) => [ms - 1, ms]);
  });
  const edges = ofRanges.filter((ms) => ms <= NOW_MS);
  const ago = fc.oneof(fc.nat(2 * DAY_MS), fc.nat(60 * DAY_MS), fc.nat(720 * DAY_MS));
  const tokens = fc.oneof(fc.constant(0), fc.nat(200_000));
  const call = fc.record({
    atMs: fc.oneof(
      fc.constantFrom(...edges),
      ago.map((ms) => NOW_MS - ms),
    ),
    keyId: fc.constantFrom(...keys),
    userAgent: fc.constantFrom(null, "curl/8", "openai-node"),
    model: fc.constantFrom("gpt-4o-mini", "claude-sonnet-5", 'a, "model"'),
    provider: fc.constantFrom("openai", "anthropic"),
    latencyMs: fc.oneof(fc.nat(30), fc.nat(60_000)),
    firstByteMs: fc.option(fc.nat(2000)),
    inputTokens: tokens,
    outputTokens: tokens,
    cachedTokens: tokens,
    reasoningTokens: tokens,
    cost: fc.oneof(fc.constant(null), fc.bigInt(0n, 10n ** 13n)),
    kind: fc.constantFrom(
      "success",
      "success",
      "success",
      "refused",
      "upstream_error",
      "timeout",
      "client_gone",
      "interrupted",
    ),
  });
  return fc.sample(call, { numRuns: 1500, seed: 21 }).map(({ cost, kind, model, ...rest }) => {
    if (kind === "refused")
      return aCall(tenant, {
        ...rest,
        model,
        upstreamModel: null,
        credentialId: null,
        provider: null,
        attempts: 0,
        status: 429,
        outcome: "refused",
        inputTokens: 0,
        outputTokens: 0,
        cachedTokens: 0,
        reasoningTokens: 0,
        costNanoUsd: 0n,
      });
    const status = { success: 200, upstream_error: 502, timeout: 504, client_gone: 499, interrupted: 500 }[
      kind
    ]!;
    return aCall(tenant, {
      ...rest,
      model,
      upstreamModel: model,
      outcome: kind as UsageRecord["outcome"],
      status,
      costNanoUsd: cost,
    });
  });
}

const within = (span: { from: string; to: string }) =>
  calls.filter(({ atMs }) => atMs >= Date.parse(span.from) && atMs < Date.parse(span.to));

/** Each percentile within its bucket's 5 %, and half a millisecond of rounding. */
function expectNear(shown: Latency, exact: Latency) {
  for (const name of ["p50Ms", "p95Ms", "firstByteP50Ms", "firstByteP95Ms"] as const) {
    const ms = exact[name];
    if (ms === null) expect(shown[name]).toBeNull();
    else
      expect(Math.abs(shown[name]! - Math.max(ms, 1)), `${name} ${shown[name]} of ${ms}`).toBeLessThanOrEqual(
        ms * 0.05 + 0.51,
      );
  }
}

const pointsOf = (series: { startsAt: string }[], to: string) =>
  series.map(({ startsAt }, i) => ({ from: startsAt, to: series[i + 1]?.startsAt ?? to }));

describe.each(RANGES.map((range) => [range]))("over %j", (range) => {
  it("the project's totals, those before, its series and percentiles are what its calls add up to", async () => {
    const view = await projectOverview(tenant.viewer, { range }, NOW_MS);
    expect(within(view.range).length).toBeGreaterThan(0);
    expect(view.totals).toMatchObject(addedUp(within(view.range)));
    expect(view.previous).toMatchObject(addedUp(within(view.range.previous)));
    expectNear(view.totals, timed(within(view.range)));
    expectNear(view.previous, timed(within(view.range.previous)));
    for (const [i, point] of pointsOf(view.series, view.range.to).entries()) {
      expect(view.series[i]).toMatchObject(addedUp(within(point)));
      expectNear(view.series[i]!, timed(within(point)));
    }
  });

  it("the project's models, providers, statuses and first keys are what their calls add up to", async () => {
    const view = await projectOverview(tenant.viewer, { range }, NOW_MS);
    const all = within(view.range);
    const models = grouped(all, ({ provider, upstreamModel }) => JSON.stringify([provider, upstreamModel]));
    expect(
      new Map(
        view.models.map(({ provider, model, ...figures }) => [JSON.stringify([provider, model]), figures]),
      ),
    ).toEqual(mapped(models));
    expect(new Map(view.providers.map(({ provider, ...figures }) => [provider, figures]))).toEqual(
      mapped(grouped(all, ({ provider }) => provider)),
    );
    expect(view.statuses).toEqual(statusesOf(all));
    const figures = mapped(grouped(all, ({ keyId }) => keyId!));
    for (const [top, amount] of [
      [view.topKeysByCost, (key: { costUsd: string }) => Number(parseUsd(key.costUsd)!)],
      [view.topKeysByRequests, (key: { requests: number }) => key.requests],
    ] as const) {
      for (const { id, note, displaySecret, deleted, ...shown } of top)
        expect(shown).toEqual(figures.get(id));
      const greatest = [...figures.values()]
        .map(amount)
        .filter(Boolean)
        .sort((a, b) => b - a);
      expect(top.map(amount)).toEqual(greatest.slice(0, 10));
    }
  });

  it("a key's totals, those before, series, models and statuses are what its calls add up to", async () => {
    const keyId = keys[3]!;
    const view = await keyOverview(tenant.viewer, { id: keyId, range }, NOW_MS);
    const mine = (span: { from: string; to: string }) => within(span).filter((call) => call.keyId === keyId);
    expect(view.totals).toEqual(addedUp(mine(view.range)));
    expect(view.previous).toEqual(addedUp(mine(view.range.previous)));
    for (const [i, point] of pointsOf(view.series, view.range.to).entries())
      expect(view.series[i]).toEqual({ startsAt: point.from, ...addedUp(mine(point)) });
    const byModel = grouped(mine(view.range), ({ upstreamModel }) => upstreamModel);
    expect(new Set(view.models.map(({ model }) => model))).toEqual(new Set(byModel.keys()));
    for (const { model, ...shown } of view.models) expect(addedUp(byModel.get(model)!)).toMatchObject(shown);
    expect(view.statuses).toEqual(statusesOf(mine(view.range)));
  });
});

const mapped = <K>(groups: Map<K, UsageRecord[]>) =>
  new Map([...groups].map(([name, records]) => [name, addedUp(records)]));

const statusesOf = (records: UsageRecord[]) =>
  [...grouped(records, ({ status }) => status)]
    .map(([status, { length }]) => ({ status, requests: length }))
    .sort((a, b) => a.status - b.status);
