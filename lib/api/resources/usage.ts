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

const buckets: Resource = {
  type: "usage",
  title: "What was used in one hour, day or month; its id is when that began.",
  attributes: z.object({ starts_at: time, ...figures }),
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
    "A bucket for every hour, day or month of the range, also where nothing happened; always on one page.",
  resource: buckets,
  answers: "page",
  filters,
  meta: z.object({ from: time, to: time, unit: z.enum(["hour", "day", "month"]), totals: z.object(figures) }),
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
