import { hourOf, ROLLUP_MODEL, starts } from "./batch-sql";

type Rollup = { table: string; key: string[]; periods?: string };

/** Rows of hours that have expired are no longer there, and nothing is missed by that. */
const move = ({ table, key, periods = "<> 'month'" }: Rollup) => `
  UPDATE ${table} r SET cost_nano_usd = r.cost_nano_usd + m.cost, unpriced = r.unpriced - m.calls
  FROM (SELECT ${key.join(", ")}, p.period, p.starts_at, sum(cost)::bigint AS cost, sum(calls)::bigint AS calls
    FROM grouped JOIN starts AS p ON p.hour = grouped.hour AND p.period ${periods}
    GROUP BY ${[...key, "p.period", "p.starts_at"].join(", ")}) AS m
  WHERE ${[...key, "period", "starts_at"].map((name) => `r.${name} = m.${name}`).join(" AND ")}`;

/** $1: records (id, at in milliseconds) of one project, credential and model with their costs. Moves everything that counts cost. */
export const BILL = `
WITH costs AS (SELECT * FROM json_to_recordset($1::json) AS c(id uuid, at bigint, cost bigint)),
billed AS (
  UPDATE usage_records u SET cost_nano_usd = c.cost FROM costs c
  WHERE u.id = c.id AND u.at = to_timestamp(c.at::float8 / 1000)::timestamptz(3) AND u.cost_nano_usd IS NULL
  RETURNING u.*),
grouped AS MATERIALIZED (
  SELECT organization_id, project_id, key_id, coalesce(provider, '') AS provider, ${ROLLUP_MODEL} AS model, status,
    ${hourOf("at")} AS hour, sum(cost_nano_usd) AS cost, count(*) AS calls
  FROM billed GROUP BY 1, 2, 3, 4, 5, 6, 7),
starts AS MATERIALIZED (${starts("grouped")}),
projects AS (${move({ table: "project_usage", key: ["project_id", "provider", "model", "status"] })}),
keys AS (${move({ table: "key_usage", key: ["key_id"], periods: "IS NOT NULL" })}),
models AS (${move({ table: "key_model_usage", key: ["key_id", "model", "status"] })}),
paid AS (
  UPDATE organizations o SET credits_nano_usd = o.credits_nano_usd - s.cost
  FROM (SELECT organization_id, sum(cost)::bigint AS cost FROM grouped GROUP BY 1) AS s
  WHERE o.id = s.organization_id AND o.credits_nano_usd IS NOT NULL)
UPDATE unpriced_usage w SET requests = w.requests - b.requests, input_tokens = w.input_tokens - b.input_tokens,
  output_tokens = w.output_tokens - b.output_tokens
FROM (SELECT project_id, credential_id, upstream_model, count(*) AS requests, sum(input_tokens) AS input_tokens,
  sum(output_tokens) AS output_tokens FROM billed GROUP BY 1, 2, 3) AS b
WHERE w.project_id = b.project_id AND w.credential_id = b.credential_id AND w.model = b.upstream_model`;
