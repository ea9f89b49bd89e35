import type { Context } from "../../context";
import { pool } from "../../db";
import type { KeyFigures } from "../schema";
import { SUMS, type SumsRow, toFigures, toSums } from "./figures";
import type { Span } from "./range";
import { bucketsOf } from "./slices";
import { OURS, ours } from "./tenancy";

export type Ranking = "cost" | "requests";
const COLUMNS = { cost: "cost_nano_usd", requests: "requests" } as const;
const SHOWN = 10;
/** How many keys of each bucket are looked at before all of them are. */
const DEPTHS = [40, 1000];

type KeyRow = SumsRow & { id: string; note: string; displaySecret: string; deleted: boolean };
type Row = { settled: boolean } & (KeyRow | { id: null });

/** The keys of a span with the greatest sums, exactly. Where use is uneven, as it is, the greatest of each bucket settle it. */
export async function topKeys(
  ctx: Context,
  span: Span,
  ranking: Ranking,
  nowMs: number,
  depths: readonly number[] = DEPTHS,
): Promise<KeyFigures[]> {
  const buckets = bucketsOf(span, nowMs);
  const values = [
    ...ours(ctx),
    buckets.map(({ period }) => period),
    buckets.map(({ startMs }) => new Date(startMs)),
  ];
  for (const depth of depths) {
    const { rows } = await pool().query<Row>(settle(COLUMNS[ranking], depth), values);
    if (rows[0]!.settled) return rows.filter((row) => row.id !== null).map(toKeyFigures);
  }
  const { rows } = await pool().query<KeyRow>(addAllUp(COLUMNS[ranking]), values);
  return rows.map(toKeyFigures);
}

const BUCKETS = `buckets AS (
  SELECT period, starts_at FROM unnest($3::rollup_period[], $4::timestamptz[]) AS b(period, starts_at) WHERE ${OURS})`;

// A key has at least what was seen of it, and at most the least seen of every bucket besides. Where no key unseen can exceed the
// tenth, those that can are added up: a handful, each row by its primary key (OFFSET 0 rules out every other plan).
const settle = (column: string, depth: number) => `
  WITH ${BUCKETS},
  seen AS MATERIALIZED (
    SELECT b.*, r.*, CASE WHEN count(*) OVER bucket = ${depth} THEN min(r.amount) OVER bucket ELSE 0 END AS least
    FROM buckets b CROSS JOIN LATERAL (
      SELECT u.key_id, u.${column} AS amount FROM key_usage u
      WHERE u.project_id = $1 AND u.period = b.period AND u.starts_at = b.starts_at AND u.${column} > 0
      ORDER BY u.${column} DESC LIMIT ${depth}) r
    WINDOW bucket AS (PARTITION BY b.period, b.starts_at)),
  unseen AS MATERIALIZED (
    SELECT coalesce(sum(least), 0) AS most FROM (SELECT DISTINCT period, starts_at, least FROM seen) s),
  bounds AS MATERIALIZED (
    SELECT key_id, sum(amount) AS least, sum(amount - least) + (SELECT most FROM unseen) AS most
    FROM seen GROUP BY key_id),
  tenth AS MATERIALIZED (
    SELECT coalesce((SELECT least FROM bounds ORDER BY least DESC OFFSET ${SHOWN - 1} LIMIT 1), 0) AS least),
  settled AS MATERIALIZED (SELECT unseen.most <= tenth.least AS settled FROM unseen, tenth)
  SELECT settled.settled, ranked.* FROM settled LEFT JOIN (${ranked(
    column,
    `(SELECT key_id FROM bounds WHERE most >= (SELECT least FROM tenth) AND (SELECT settled FROM settled)) c
     CROSS JOIN buckets b
     CROSS JOIN LATERAL (
       SELECT * FROM key_usage u WHERE u.project_id = $1
         AND u.key_id = c.key_id AND u.period = b.period AND u.starts_at = b.starts_at OFFSET 0) u`,
  )}) ranked ON true`;

const addAllUp = (column: string) => `
  WITH ${BUCKETS} ${ranked(
    column,
    "buckets b JOIN key_usage u ON u.project_id = $1 AND u.period = b.period AND u.starts_at = b.starts_at",
  )}`;

const ranked = (column: string, rows: string) => `
  SELECT k.id, k.note, k.display_secret AS "displaySecret", k.deleted_at IS NOT NULL AS deleted, r.*
  FROM (SELECT u.key_id, sum(u.${column}) AS amount, ${SUMS} FROM ${rows}
    GROUP BY u.key_id HAVING sum(u.${column}) > 0 ORDER BY amount DESC, u.key_id LIMIT ${SHOWN}) r
  JOIN api_keys k ON k.id = r.key_id AND k.project_id = $1
  ORDER BY r.amount DESC, r.key_id`;

function toKeyFigures(row: KeyRow): KeyFigures {
  const { id, note, displaySecret, deleted } = row;
  return { id, note, displaySecret, deleted, ...toFigures(toSums(row)) };
}
