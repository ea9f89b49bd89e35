import { z } from "zod";

/** Spans that end now, in UTC: 24h comes in hours, 12mo in months, the others in days. */
export const RANGE_PRESETS = ["24h", "7d", "30d", "90d", "12mo"] as const;
export type RangePreset = (typeof RANGE_PRESETS)[number];

/** Days in UTC, both included, such as "2026-11-30". */
export type CustomRange = { from: string; to: string };
export type UsageRange = RangePreset | CustomRange;

const MAX_DAYS = 3660;
const DAY_MS = 86_400_000;

const day = z.iso.date({ error: "Enter a date such as 2026-11-30." });
const customRange = z
  .object({ from: day, to: day })
  .refine(({ from, to }) => from <= to, { error: "The end is before the beginning.", path: ["to"] })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < MAX_DAYS * DAY_MS, {
    error: "Choose at most ten years.",
    path: ["from"],
  });

const preset = z.enum(RANGE_PRESETS, { error: "Choose 24h, 7d, 30d, 90d, 12mo or two dates." });
export const usageRange = z.unknown().transform((value, ctx): UsageRange => {
  const parsed = (typeof value === "object" ? customRange : preset).safeParse(value);
  if (parsed.success) return parsed.data;
  for (const { message, path } of parsed.error.issues) ctx.addIssue({ code: "custom", message, path });
  return z.NEVER;
});

/** A range as addresses carry it: `range=7d`, or `from=2026-11-01&to=2026-11-30`. */
export const rangeQuery = (range: UsageRange): Record<string, string> =>
  typeof range === "string" ? { range } : { from: range.from, to: range.to };

/** The range of an address: seven days where it names none, or none that there is. */
export function rangeFromQuery(query: { range?: string; from?: string; to?: string }): UsageRange {
  const named = query.from || query.to ? { from: query.from, to: query.to } : query.range;
  return usageRange.safeParse(named).data ?? "7d";
}

export const overviewInput = z.object({ range: usageRange });
export const keyOverviewInput = z.object({ id: z.string(), range: usageRange });
export const keyUsageInput = z.object({ id: z.string() });
export const exportInput = z.object({ range: usageRange, keyId: z.string().optional() });

export const recentCallsInput = z.object({
  /** Of one key; of the whole project without. */
  keyId: z.string().optional(),
  /** The `nextCursor` of the page before. */
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type RecentCallsInput = z.input<typeof recentCallsInput>;

export type RangeUnit = "hour" | "day" | "month";

/** What a range came to. Times in all views are ISO 8601 in UTC; spans include `from` and end before `to`. */
export type RangeView = {
  from: string;
  to: string;
  /** How long one point of the series is. */
  unit: RangeUnit;
  /** What totals are compared with: as long before, up to the same hour of it. */
  previous: { from: string; to: string };
};

/** Sums over calls. Money in all views is US dollars as a decimal text. */
export type Figures = {
  requests: number;
  /** Upstream errors and timeouts. */
  errors: number;
  /** Refused here: not authorised, over a limit, nowhere to go. */
  refused: number;
  inputTokens: number;
  outputTokens: number;
  /** Parts of the input and of the output. */
  cachedTokens: number;
  reasoningTokens: number;
  costUsd: string;
  /** Calls without a price, which the cost leaves out. */
  unpriced: number;
};

/** Of forwarded calls, in milliseconds, within 5 %; null where there were none. First bytes are those of streams and answers alike. */
export type Latency = {
  p50Ms: number | null;
  p95Ms: number | null;
  firstByteP50Ms: number | null;
  firstByteP95Ms: number | null;
};

/** One point for each unit of the range, also where nothing happened. */
export type ProjectPoint = Figures & Latency & { startsAt: string };
export type KeyPoint = Figures & { startsAt: string };

/** Null names are calls that ended before there was one. */
export type ModelFigures = Figures & { provider: string | null; model: string | null };
export type ProviderFigures = Figures & { provider: string | null };
export type StatusFigures = { status: number; requests: number };
export type KeyFigures = Figures & {
  id: string;
  note: string;
  displaySecret: string;
  deleted: boolean;
};

export type ProjectOverview = {
  range: RangeView;
  totals: Figures & Latency;
  previous: Figures & Latency;
  series: ProjectPoint[];
  /** Each by cost, then requests, the greatest first. */
  models: ModelFigures[];
  providers: ProviderFigures[];
  /** By status. */
  statuses: StatusFigures[];
  /** The first ten of each, without those that come to nothing. */
  topKeysByCost: KeyFigures[];
  topKeysByRequests: KeyFigures[];
};

/** Where a key stands; limits are null where none is set. */
export type Standing = {
  cost: { usedUsd: string; limitUsd: string | null };
  tokens: { used: number; limit: number | null };
  /** Calls begun within the last 60 seconds that a limit counts, as far as they have ended. */
  requests: { lastMinute: number; limitPerMinute: number | null };
  resetPeriod: "never" | "daily" | "weekly" | "monthly";
  periodStartedAt: string | null;
  /** Null where the budget never resets. */
  resetsAt: string | null;
};

export type KeyModelFigures = {
  model: string | null;
  requests: number;
  errors: number;
  inputTokens: number;
  outputTokens: number;
  costUsd: string;
  unpriced: number;
};

export type CallerView = {
  address: string | null;
  userAgent: string | null;
  firstSeenAt: string;
  lastSeenAt: string;
  requests: number;
};

export type KeyOverview = {
  range: RangeView;
  standing: Standing;
  totals: Figures;
  previous: Figures;
  series: KeyPoint[];
  models: KeyModelFigures[];
  statuses: StatusFigures[];
  /** Whenever they called; the latest 50. */
  callers: CallerView[];
  /** The latest 50; more from `recentCalls`. */
  calls: CallPage;
  firstUsedAt: string | null;
  lastUsedAt: string | null;
};

export const CALL_OUTCOMES = [
  "success",
  "refused",
  "upstream_error",
  "client_gone",
  "timeout",
  "interrupted",
] as const;

export type CallView = {
  id: string;
  at: string;
  keyId: string;
  provider: string | null;
  /** As the application named it, and as the upstream did. */
  model: string | null;
  upstreamModel: string | null;
  endpoint: string | null;
  status: number;
  code: string | null;
  outcome: (typeof CALL_OUTCOMES)[number];
  streamed: boolean;
  /** Its tokens were worked out, not told by the provider. */
  estimated: boolean;
  attempts: number;
  latencyMs: number;
  firstByteMs: number | null;
  inputTokens: number;
  outputTokens: number;
  cachedTokens: number;
  reasoningTokens: number;
  /** Null while its model has no price. */
  costUsd: string | null;
  address: string | null;
  userAgent: string | null;
};

export type CallPage = { calls: CallView[]; nextCursor: string | null };

/** What a deletion would break. */
export type LastDay = { requests: number; lastCallAt: string | null };

/** Calls of a credential's model that wait for a price. */
export type UnpricedView = {
  credentialId: string;
  /** Null once it was deleted. */
  credentialName: string | null;
  provider: string | null;
  model: string;
  requests: number;
  inputTokens: number;
  outputTokens: number;
  firstAt: string;
  lastAt: string;
};

/** The first three are found by a job and stored; the others are worked out on every read. */
export const FINDING_KINDS = ["new_address", "unusual_rate", "refused_burst", "unused", "expiring"] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export const listFindingsInput = z.object({ keyId: z.string().optional() });
export const dismissFindingInput = z.object({ id: z.string() });

/** What can be done about a finding; "review" leads to the key's own page. */
export type FindingAction = "disable" | "rotate" | "extend" | "review";

/** Something unusual about a key, or about several at once. */
export type FindingView = {
  id: string;
  kind: FindingKind;
  urgent: boolean;
  /** Null where it is about several keys. */
  keyId: string | null;
  keyNote: string | null;
  title: string;
  /** The numbers that made it one. */
  why: string;
  sinceAt: string;
  actions: FindingAction[];
  /** Where it is about several: the order of the key list that shows them first. */
  listedBy: "lastUsedAt" | "expiresAt" | null;
  dismissable: boolean;
};
