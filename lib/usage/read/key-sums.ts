import { pool } from "../../db";
import { formatUsd } from "../../money";
import type { KeyModelFigures, StatusFigures } from "../schema";
import { SUMS, type Sums, type SumsRow, toSums } from "./figures";
import type { ResolvedRange, Span } from "./range";
import { rowsIn, slicesOf } from "./slices";

const POINTS = `
  SELECT greatest(date_trunc($2, u.starts_at, 'UTC'), $4::timestamptz) AS "startsAt", ${SUMS}
  FROM key_usage u
  WHERE u.key_id = $1 AND u.period = $3::rollup_period AND u.starts_at >= $4 AND u.starts_at < $5
  GROUP BY 1`;

/** A key's calls of a range, by the instant at which a point starts; those without calls are missing. */
export async function keyPoints(keyId: string, range: ResolvedRange): Promise<Map<number, Sums>> {
  const { rows } = await pool().query<SumsRow & { startsAt: Date }>(POINTS, rangeValues(keyId, range));
  return new Map(rows.map((row) => [row.startsAt.getTime(), toSums(row)]));
}

const rangeValues = (keyId: string, { unit, fromMs, toMs }: ResolvedRange) => [
  keyId,
  unit,
  unit === "hour" ? "hour" : "day",
  new Date(fromMs),
  new Date(toMs),
];

export async function keyTotals(keyId: string, span: Span): Promise<Sums> {
  const values: unknown[] = [keyId];
  const rowsOfSpan = rowsIn("key_usage", "key_id", slicesOf(span), values);
  const { rows } = await pool().query<SumsRow>(`SELECT ${SUMS} FROM ${rowsOfSpan}`, values);
  return toSums(rows[0]!);
}

type ModelRow = Record<
  "requests" | "errors" | "inputTokens" | "outputTokens" | "cost" | "unpriced",
  string
> & { model: string; status: null };
type StatusRow = { model: null; status: number; requests: string };

const MODELS = `
  SELECT u.model, u.status, sum(u.requests) AS requests, sum(u.errors) AS errors, sum(u.input_tokens) AS "inputTokens",
    sum(u.output_tokens) AS "outputTokens", sum(u.cost_nano_usd) AS cost, sum(u.unpriced) AS unpriced
  FROM key_model_usage u
  WHERE u.key_id = $1 AND u.period = $2::rollup_period AND u.starts_at >= $3 AND u.starts_at < $4
  GROUP BY GROUPING SETS ((u.model), (u.status))
  ORDER BY cost DESC, requests DESC`;

/** A key's calls of a range by model, the greatest cost first, and by status. */
export async function keyBreakdown(keyId: string, range: ResolvedRange) {
  const [, , ...values] = rangeValues(keyId, range);
  const { rows } = await pool().query<ModelRow | StatusRow>(MODELS, [keyId, ...values]);
  const models: KeyModelFigures[] = [];
  const statuses: StatusFigures[] = [];
  for (const row of rows) {
    if (row.status === null) models.push(toModelFigures(row));
    else statuses.push({ status: row.status, requests: Number(row.requests) });
  }
  return { models, statuses: statuses.sort((a, b) => a.status - b.status) };
}

const toModelFigures = (row: ModelRow): KeyModelFigures => ({
  model: row.model || null,
  requests: Number(row.requests),
  errors: Number(row.errors),
  inputTokens: Number(row.inputTokens),
  outputTokens: Number(row.outputTokens),
  costUsd: formatUsd(BigInt(row.cost)),
  unpriced: Number(row.unpriced),
});
