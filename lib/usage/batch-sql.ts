import { columns, taken, values } from "./batch-columns";
import { FORWARDED } from "./forwarded";

/** The model that a call counts under. A name that led to no target, or to nothing there, is a client's invention: no row of its own. */
export const ROLLUP_MODEL =
  "CASE WHEN credential_id IS NULL OR status = 404 THEN '' ELSE coalesce(upstream_model, model, '') END";

const SUMS = "requests, errors, refused, input_tokens, output_tokens, cached_tokens, reasoning_tokens";
const sum = (names: string) =>
  names
    .split(", ")
    .map((name) => `sum(${name})`)
    .join(", ");
const add = (table: string, names: string) =>
  names
    .split(", ")
    .map((name) => `${name} = ${table}.${name} + excluded.${name}`)
    .join(", ");

/** The beginning of an hour in UTC, without looking up a time zone for each row. */
export const hourOf = (at: string) => `date_bin('1 hour', ${at}, 'epoch')`;

/** For each hour: where the hour, day and month begin that contain it. */
export const starts = (hours: string) => `
  SELECT hour, p.period, p.starts_at FROM (SELECT DISTINCT hour FROM ${hours}) AS h
  CROSS JOIN LATERAL (VALUES ('hour'::rollup_period, hour), ('day', date_trunc('day', hour, 'UTC')),
    ('month', date_trunc('month', hour, 'UTC'))) AS p(period, starts_at)`;

type Rollup = { table: string; key: string; besides?: string; sums: string; periods?: string };

/** `key` besides period and starts_at, in the table's own order; `besides` depends on the key. */
const rollup = ({ table, key, besides = "", sums, periods = "<> 'month'" }: Rollup) => `
  INSERT INTO ${table} (${key}, period, starts_at${besides}, ${sums})
  SELECT ${key}, p.period, p.starts_at${besides}, ${sum(sums)}
  FROM grouped JOIN starts AS p ON p.hour = grouped.hour AND p.period ${periods}
  GROUP BY ${key}, p.period, p.starts_at${besides}
  ON CONFLICT (${key}, period, starts_at) DO UPDATE SET ${add(table, sums)}`;

/** Where a duration falls, as latency.ts has it. */
const bucket = (ms: string) =>
  `least(CASE WHEN ${ms} > 1 THEN ceil(ln(${ms}::float8) / ln(1.1::float8)) ELSE 0 END, 160)`;

/**
 * One statement, and so one transaction and one round trip: $1 the batch's id, $2 the lines, $3 the lock under which usage
 * changes. A batch that was written before yields no lines, a record that is there already (by a checkpoint) counts no more.
 */
export const WRITE_BATCH = `
WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock($3)),
batch AS (INSERT INTO usage_batches (id) SELECT $1::uuid FROM turn ON CONFLICT DO NOTHING RETURNING id),
lines AS MATERIALIZED (
  SELECT ${taken}
  FROM batch CROSS JOIN string_to_table($2, chr(10)) AS line
  CROSS JOIN LATERAL (SELECT string_to_array(line, chr(9), '') AS cut OFFSET 0) AS fields),
who AS MATERIALIZED (
  SELECT DISTINCT ON (caller_id) caller_id, organization_id, project_id, key_id, address, user_agent
  FROM lines WHERE key_id IS NOT NULL),
inserted AS (
  INSERT INTO usage_records (at, ${columns})
  SELECT to_timestamp(l.at::float8 / 1000), ${values}
  FROM lines l JOIN who w USING (caller_id) WHERE l.id IS NOT NULL
  ON CONFLICT DO NOTHING
  RETURNING *),
grouped AS MATERIALIZED (
  SELECT organization_id, project_id, key_id, coalesce(provider, '') AS provider, ${ROLLUP_MODEL} AS model, status,
    ${hourOf("at")} AS hour, count(*) AS requests,
    count(*) FILTER (WHERE outcome IN ('upstream_error', 'timeout')) AS errors,
    count(*) FILTER (WHERE outcome = 'refused') AS refused,
    count(*) FILTER (WHERE outcome = 'refused' AND status = 401) AS unauthorized,
    sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens, sum(cached_tokens) AS cached_tokens,
    sum(reasoning_tokens) AS reasoning_tokens, coalesce(sum(cost_nano_usd), 0)::bigint AS cost_nano_usd,
    count(*) FILTER (WHERE cost_nano_usd IS NULL) AS unpriced
  FROM inserted GROUP BY 1, 2, 3, 4, 5, 6, 7),
starts AS MATERIALIZED (${starts("grouped")}),
projects AS (${rollup({ table: "project_usage", key: "project_id, provider, model, status", sums: `${SUMS}, cost_nano_usd, unpriced` })}),
keys AS (${rollup({ table: "key_usage", key: "key_id", besides: ", project_id", sums: `${SUMS}, unauthorized, cost_nano_usd, unpriced`, periods: "IS NOT NULL" })}),
models AS (${rollup({ table: "key_model_usage", key: "key_id, model, status", sums: "requests, errors, input_tokens, output_tokens, cost_nano_usd, unpriced" })}),
latencies AS (
  INSERT INTO latency_histograms (project_id, period, starts_at, measure, bucket, calls)
  SELECT project_id, p.period, p.starts_at, measure, bucket, sum(calls)
  FROM (
    SELECT project_id, ${hourOf("at")} AS hour, 'latency'::latency_measure AS measure, ${bucket("latency_ms")} AS bucket,
      count(*) AS calls
    FROM inserted WHERE ${FORWARDED} GROUP BY 1, 2, 3, 4
    UNION ALL
    SELECT project_id, ${hourOf("at")}, 'first_byte'::latency_measure, ${bucket("first_byte_ms")}, count(*)
    FROM inserted WHERE ${FORWARDED} AND first_byte_ms IS NOT NULL GROUP BY 1, 2, 3, 4) AS timed
  JOIN starts AS p ON p.hour = timed.hour AND p.period <> 'month'
  GROUP BY 1, 2, 3, 4, 5
  ON CONFLICT (project_id, period, starts_at, measure, bucket) DO UPDATE SET ${add("latency_histograms", "calls")}),
seen AS (
  INSERT INTO callers (id, key_id, project_id, address, user_agent, first_seen_at, last_seen_at, requests)
  SELECT c.id, c.key_id, c.project_id, w.address, w.user_agent, c.first_at, c.last_at, c.requests
  FROM (SELECT caller_id AS id, key_id, project_id, min(at) AS first_at, max(at) AS last_at, count(*) AS requests
    FROM inserted GROUP BY 1, 2, 3) AS c
  JOIN who w ON w.caller_id = c.id
  ON CONFLICT (id) DO UPDATE SET first_seen_at = least(callers.first_seen_at, excluded.first_seen_at),
    last_seen_at = greatest(callers.last_seen_at, excluded.last_seen_at), ${add("callers", "requests")}),
waiting AS (
  INSERT INTO unpriced_usage (project_id, credential_id, model, requests, input_tokens, output_tokens, first_at, last_at)
  SELECT project_id, credential_id, upstream_model, count(*), sum(input_tokens), sum(output_tokens), min(at), max(at)
  FROM inserted WHERE cost_nano_usd IS NULL AND credential_id IS NOT NULL AND upstream_model IS NOT NULL GROUP BY 1, 2, 3
  ON CONFLICT (project_id, credential_id, model) DO UPDATE SET ${add("unpriced_usage", "requests, input_tokens, output_tokens")},
    first_at = least(unpriced_usage.first_at, excluded.first_at), last_at = greatest(unpriced_usage.last_at, excluded.last_at)),
strangers AS (
  INSERT INTO unattributed_calls (starts_at, code, calls)
  SELECT ${hourOf("to_timestamp(at::float8 / 1000)")}, coalesce(code, ''), count(*) FROM lines WHERE caller_id IS NULL GROUP BY 1, 2
  ON CONFLICT (starts_at, code) DO UPDATE SET ${add("unattributed_calls", "calls")}),
paid AS (
  UPDATE organizations o SET credits_nano_usd = o.credits_nano_usd - s.cost
  FROM (SELECT organization_id, sum(cost_nano_usd)::bigint AS cost FROM grouped GROUP BY 1) AS s
  WHERE o.id = s.organization_id AND s.cost <> 0 AND o.credits_nano_usd IS NOT NULL)
SELECT EXISTS (SELECT FROM batch) AS fresh`;
