// Two years of a busy project, made by the database itself: rollups of 200,000 keys, used as unevenly as keys are (Zipf).
import { randomUUID } from "node:crypto";

/** The id of a key, of which there are as many as ranks. */
export const keyId = (rank) => `md5('key ' || ${rank})::uuid`;
const KEY = keyId("rank");
/** A key drawn at random, the first of N as often as Zipf has it. */
const DRAWN = (keys) => `floor(power(${keys}, random()))::int`;
const MODELS = "'{gpt-5-mini,gpt-4o,claude-sonnet-5,gemini-3-pro,mistral-large,llama-4}'::text[]";
const PROVIDERS = "'{openai,openai,anthropic,gemini,mistral,openrouter}'::text[]";
const STATUSES = "(VALUES (200, 1.0), (400, 0.01), (429, 0.03), (502, 0.004)) AS s(status, share)";

/** Fills an empty, migrated database. Says what each step took. */
export async function makeHistory(client, { keys, hourlyDraws, records, ensurePartitions, say }) {
  const ids = { organizationId: randomUUID(), projectId: randomUUID() };
  const step = async (name, ...statements) => {
    const startedAt = performance.now();
    for (const statement of statements) await client.query(statement);
    say(`${name}: ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  };
  await client.query("SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'; SELECT setseed(0.4)");
  await step("keys", ...keyStatements(ids, keys));
  const restore = await withoutIndexes(client, ["key_usage", "key_model_usage"]);
  await step("hours of keys", keyHours(ids, keys, hourlyDraws));
  await step("days and months of keys", summed("day", "hour"), summed("month", "day"), keyModels());
  await step("indexes", ...restore);
  await step("the project", ...projectStatements(ids));
  await step("callers", callers(ids, keys));
  await ensurePartitions();
  await step(`${records} calls`, calls(ids, keys, records));
  await step("vacuum", "VACUUM ANALYZE");
  return ids;
}

const keyStatements = ({ organizationId, projectId }, keys) => [
  `INSERT INTO organizations (id, name, updated_at) VALUES ('${organizationId}', 'bench', now())`,
  `INSERT INTO projects (id, organization_id, name, slug, updated_at)
   VALUES ('${projectId}', '${organizationId}', 'bench', 'bench', now())`,
  `INSERT INTO api_keys (id, project_id, note, note_sort, display_secret, secret_hash, enabled, expires_at, created_at,
     created_by_kind, created_by_name, updated_at, last_used_at, deleted_at, cost_limit_nano_usd, token_limit, reset_period)
   SELECT ${KEY}, '${projectId}', 'Service ' || rank || ' of team ' || rank % 97, 'service ' || rank || ' of team ' || rank % 97,
     'gk_…' || right(md5(rank::text), 4), sha256(rank::text::bytea), rank % 11 > 0,
     CASE WHEN rank % 3 = 0 THEN now() + rank * interval '3 minutes' - interval '20 days' END,
     now() - rank * interval '2 minutes', 'CLI', 'bench', now(),
     CASE WHEN rank % 4 > 0 THEN now() - random() * interval '200 days' END,
     CASE WHEN rank % 50 = 7 THEN now() END,
     CASE WHEN rank % 2 = 0 THEN 25000000000 END, CASE WHEN rank % 5 = 0 THEN 1000000 END,
     ('{never,daily,weekly,monthly}'::reset_period[])[1 + rank % 4]
   FROM generate_series(1, ${keys}) rank`,
];

/** Bulk data first, indexes after: returns the statements that make them again. */
async function withoutIndexes(client, tables) {
  const { rows } = await client.query(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition, indisprimary AS key,
       indrelid::regclass::text AS "table", pg_get_constraintdef(c.oid) AS constraint
     FROM pg_index LEFT JOIN pg_constraint c ON c.conindid = indexrelid WHERE indrelid = ANY($1::regclass[])`,
    [tables],
  );
  for (const row of rows)
    await client.query(
      row.key ? `ALTER TABLE ${row.table} DROP CONSTRAINT ${row.name}` : `DROP INDEX ${row.name}`,
    );
  return rows.map((row) =>
    row.key ? `ALTER TABLE ${row.table} ADD CONSTRAINT ${row.name} ${row.constraint}` : row.definition,
  );
}

const keyHours = ({ projectId }, keys, draws) => `
  INSERT INTO key_usage (key_id, period, starts_at, project_id, requests, errors, refused, unauthorized, input_tokens,
    output_tokens, cached_tokens, reasoning_tokens, cost_nano_usd, unpriced)
  SELECT ${KEY}, 'hour', hour, '${projectId}', requests, requests / 200, requests / 50, 0, requests * 900, requests * 250,
    requests * 300, requests * 40, requests * (200000 + rank % 13 * 90000), 0
  FROM (
    SELECT hour, rank, ceil((1 + 30000 / power(rank, 0.8)) * random())::bigint AS requests
    FROM generate_series(date_trunc('hour', now()) - interval '365 days', now(), '1 hour') hour
    CROSS JOIN LATERAL (SELECT DISTINCT ${DRAWN(keys)} AS rank FROM generate_series(1, ${draws} + 0 * extract(epoch FROM hour)::bigint)) drawn
  ) used`;

const summed = (period, from) => `
  INSERT INTO key_usage (key_id, period, starts_at, project_id, requests, errors, refused, unauthorized, input_tokens,
    output_tokens, cached_tokens, reasoning_tokens, cost_nano_usd, unpriced)
  SELECT key_id, '${period}', date_trunc('${period}', starts_at, 'UTC'), project_id, sum(requests), sum(errors), sum(refused), 0,
    sum(input_tokens), sum(output_tokens), sum(cached_tokens), sum(reasoning_tokens), sum(cost_nano_usd), 0
  FROM key_usage WHERE period = '${from}' GROUP BY 1, 3, 4`;

const keyModels = () => `
  INSERT INTO key_model_usage (key_id, period, starts_at, model, status, requests, errors, input_tokens, output_tokens, cost_nano_usd, unpriced)
  SELECT key_id, period, starts_at, (${MODELS})[m], 200, requests / 2, errors / 2, input_tokens / 2, output_tokens / 2, cost_nano_usd / 2, 0
  FROM key_usage CROSS JOIN generate_series(1, 2) m WHERE period = 'day' AND requests > 200`;

/** Two years of days and 13 months of hours, each with 24 rows and two histograms. */
function projectStatements({ projectId }) {
  const spans = { hour: "395 days", day: "730 days" };
  return Object.entries(spans).flatMap(([period, length]) => {
    const starts = `generate_series(date_trunc('${period}', now(), 'UTC') - interval '${length}', now(), '1 ${period}') at`;
    return [
      `INSERT INTO project_usage (project_id, period, starts_at, provider, model, status, requests, errors, refused, input_tokens,
         output_tokens, cached_tokens, reasoning_tokens, cost_nano_usd, unpriced)
       SELECT '${projectId}', '${period}', at, (${PROVIDERS})[m], (${MODELS})[m], status, n, 0, 0, n * 900, n * 250, n * 300, n * 40, n * 700000, 0
       FROM ${starts} CROSS JOIN generate_series(1, 6) m CROSS JOIN ${STATUSES}
       CROSS JOIN LATERAL (SELECT ceil(random() * 90000 * share / m)::bigint AS n) counted`,
      `INSERT INTO latency_histograms (project_id, period, starts_at, measure, bucket, calls)
       SELECT '${projectId}', '${period}', at, measure, bucket, ceil(random() * 4000)
       FROM ${starts} CROSS JOIN unnest(enum_range(NULL::latency_measure)) measure CROSS JOIN generate_series(40, 95) bucket`,
    ];
  });
}

const callers = ({ projectId }, keys) => `
  INSERT INTO callers (id, key_id, project_id, address, user_agent, first_seen_at, last_seen_at, requests)
  SELECT md5('caller ' || rank || ' ' || n)::uuid, ${KEY}, '${projectId}', '10.0.' || rank % 256 || '.' || n % 256,
    'OpenAI/JS 6.49.' || n, now() - interval '300 days', now() - random() * interval '30 days', 100
  FROM generate_series(1, ${keys}) rank CROSS JOIN LATERAL generate_series(1, CASE WHEN rank < 100 THEN 2000 ELSE 1 END) n`;

/** Calls of the last 90 days as they would be written: of each a caller, a credential, a model. */
const calls = ({ organizationId, projectId }, keys, records) => `
  INSERT INTO usage_records (id, at, organization_id, project_id, key_id, caller_id, credential_id, provider, route, model, endpoint,
    upstream_model, attempts, status, code, outcome, streamed, estimated, latency_ms, first_byte_ms, input_tokens, output_tokens,
    cached_tokens, cache_write_tokens, reasoning_tokens, audio_input_tokens, audio_output_tokens, cost_nano_usd)
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || right(md5(random()::text), 20))::uuid, at, '${organizationId}',
    '${projectId}', ${KEY}, md5('caller ' || rank || ' 1')::uuid, md5('credential ' || rank % 9)::uuid, (${PROVIDERS})[m],
    'chat/completions', (${MODELS})[m], NULL, (${MODELS})[m], 1, 200, NULL, 'success', rank % 2 = 0, false,
    ceil(random() * 4000), ceil(random() * 900), ceil(random() * 3000), ceil(random() * 900), 0, 0, 0, 0, 0, ceil(random() * 9000000)
  FROM (
    SELECT now() - (n * interval '90 days' / ${records}) AS at, ${DRAWN(keys)} AS rank, 1 + n % 6 AS m
    FROM generate_series(0, ${records} - 1) n ORDER BY n DESC
  ) called`;
