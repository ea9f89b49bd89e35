import { z } from "zod";
import {
  CALL_OUTCOMES,
  type Figures,
  keyOverview,
  projectOverview,
  RANGE_PRESETS,
  recentCalls,
  type UsageRange,
} from "../../usage";
import { snakeCase } from "../names";
import type { Operation, Query, Resource } from "../operation";
import { time, toItem, usd } from "./shared";

const count = z.number().int();
const figures = {
  requests: count,
  errors: count.describe("Upstream errors and timeouts."),
  refused: count.describe("Refused by Gatehouse."),
  input_tokens: count,
  output_tokens: count,
  cached_tokens: count,
  reasoning_tokens: count,
  cost_usd: usd,
  unpriced: count.describe("Calls without a price, which the cost leaves out."),
};

const shownFigures = {
  ...{ requests: 128, errors: 1, refused: 0, input_tokens: 51_200, output_tokens: 8_960 },
  ...{ cached_tokens: 12_800, reasoning_tokens: 0, cost_usd: "0.034816", unpriced: 0 },
};

const buckets: Resource = {
  type: "usage",
  title: "What was used in one hour, day or month; its id is when that began.",
  attributes: z.object({ starts_at: time, ...figures }),
  shown: {
    id: "2026-11-20T09:00:00.000Z",
    attributes: { starts_at: "2026-11-20T09:00:00.000Z", ...shownFigures },
  },
};

const filters = z.object({
  range: z.enum(RANGE_PRESETS).describe("Ends now; 7d without one."),
  from: z.iso.date().describe("The first day, in UTC; with `to`."),
  to: z.iso.date().describe("The last day, included."),
  api_key_id: z.string().describe("Of one key; of the whole project without."),
});

const rangeOf = ({ range, from, to }: Query["filter"]): UsageRange =>
  from || to ? ({ from, to } as UsageRange) : ((range ?? "7d") as UsageRange);

const list: Operation = {
  id: "listUsage",
  method: "GET",
  path: "/usage",
  summary: "Usage over time",
  description:
    "A bucket for every hour, day or month of the range, also where nothing happened; all at once, without pages.",
  resource: buckets,
  answers: "list",
  filters,
  meta: z.object({ from: time, to: time, unit: z.enum(["hour", "day", "month"]), totals: z.object(figures) }),
  shownMeta: {
    ...{
      from: "2026-11-20T09:00:00.000Z",
      to: "2026-11-20T10:00:00.000Z",
      unit: "hour",
      totals: shownFigures,
    },
  },
  async run({ ctx, query }) {
    const range = rangeOf(query.filter);
    const { apiKeyId: id } = query.filter;
    const overview = id ? await keyOverview(ctx, { id, range }) : await projectOverview(ctx, { range });
    const { from, to, unit } = overview.range;
    return {
      data: overview.series.map((point) => toItem({ ...point, id: point.startsAt })),
      nextCursor: null,
      meta: { from, to, unit, totals: snakeCase(onlyFigures(overview.totals)) },
    };
  },
};

const onlyFigures = ({
  requests,
  errors,
  refused,
  inputTokens,
  outputTokens,
  cachedTokens,
  reasoningTokens,
  costUsd,
  unpriced,
}: Figures) => ({
  requests,
  errors,
  refused,
  inputTokens,
  outputTokens,
  cachedTokens,
  reasoningTokens,
  costUsd,
  unpriced,
});

const calls: Resource = {
  type: "usage_records",
  title: "One call.",
  attributes: z.object({
    at: time,
    key_id: z.string(),
    provider: z.string().nullable(),
    model: z.string().nullable(),
    upstream_model: z.string().nullable(),
    endpoint: z.string().nullable(),
    status: count,
    code: z.string().nullable(),
    outcome: z.enum(CALL_OUTCOMES),
    streamed: z.boolean(),
    estimated: z.boolean(),
    attempts: count,
    latency_ms: count,
    first_byte_ms: count.nullable(),
    input_tokens: count,
    output_tokens: count,
    cached_tokens: count,
    reasoning_tokens: count,
    cost_usd: usd.nullable(),
    address: z.string().nullable(),
    user_agent: z.string().nullable(),
  }),
  shown: {
    attributes: {
      at: "2026-11-20T09:31:07.482Z",
      key_id: "019a2f6e-7c41-7d2b-9e53-4b1f8c0a6d28",
      provider: "openai",
      model: "support-chat",
      upstream_model: "gpt-4.1-mini",
      endpoint: "support-chat",
      status: 200,
      code: null,
      outcome: "success",
      streamed: true,
      estimated: false,
      attempts: 1,
      latency_ms: 1840,
      first_byte_ms: 312,
      input_tokens: 400,
      output_tokens: 70,
      cached_tokens: 100,
      reasoning_tokens: 0,
      cost_usd: "0.000242",
      address: "198.51.100.7",
      user_agent: "OpenAI/Python 2.8.0",
    },
  },
};

const records: Operation = {
  id: "listUsageRecords",
  method: "GET",
  path: "/usage/records",
  summary: "Calls, the latest first",
  resource: calls,
  answers: "page",
  filters: filters.pick({ api_key_id: true }),
  async run({ ctx, query }) {
    const { size, after, filter } = query;
    const page = await recentCalls(ctx, { keyId: filter.apiKeyId, cursor: after, limit: size });
    return { data: page.calls.map(toItem), nextCursor: page.nextCursor };
  },
};

export const usage = { list, records };
