type Query = (sql: string, values: unknown[]) => Promise<unknown>;
type Key = { keyId: string; projectId: string };

export type HourOfCalls = { startsAtMs: number; requests: number; unauthorized?: number };

/** Writes a key's hours and days, and its project's, as the rollups of its calls would stand. For tests, on a real database. */
export async function seedHours(
  query: Query,
  { keyId, projectId }: Key,
  hours: HourOfCalls[],
): Promise<void> {
  await query(
    `INSERT INTO key_usage AS k (key_id, period, starts_at, project_id, requests, errors, refused, unauthorized, input_tokens,
       output_tokens, cached_tokens, reasoning_tokens, cost_nano_usd, unpriced)
     SELECT $1, p.period::rollup_period, date_trunc(p.period, to_timestamp(h."startsAtMs" / 1000), 'UTC'), $2, sum(h.requests), 0,
       sum(coalesce(h.unauthorized, 0)), sum(coalesce(h.unauthorized, 0)), 0, 0, 0, 0, 0, 0
     FROM json_to_recordset($3) AS h("startsAtMs" float8, requests int, unauthorized int)
     CROSS JOIN (VALUES ('hour'), ('day')) AS p(period)
     WHERE h.requests > 0
     GROUP BY 2, 3
     ON CONFLICT (key_id, period, starts_at) DO UPDATE SET requests = k.requests + excluded.requests,
       refused = k.refused + excluded.refused, unauthorized = k.unauthorized + excluded.unauthorized`,
    [keyId, projectId, JSON.stringify(hours)],
  );
  await query(
    `INSERT INTO project_usage AS p (project_id, period, starts_at, provider, model, status, requests, errors, refused, input_tokens,
       output_tokens, cached_tokens, reasoning_tokens, cost_nano_usd, unpriced)
     SELECT $1, u.period::rollup_period, date_trunc(u.period, to_timestamp(h."startsAtMs" / 1000), 'UTC'), 'openai', 'gpt-4o-mini',
       200, sum(h.requests), 0, sum(coalesce(h.unauthorized, 0)), 0, 0, 0, 0, 0, 0
     FROM json_to_recordset($2) AS h("startsAtMs" float8, requests int, unauthorized int)
     CROSS JOIN (VALUES ('hour'), ('day')) AS u(period)
     WHERE h.requests > 0
     GROUP BY 2, 3
     ON CONFLICT (project_id, period, starts_at, provider, model, status) DO UPDATE
       SET requests = p.requests + excluded.requests, refused = p.refused + excluded.refused`,
    [projectId, JSON.stringify(hours)],
  );
}

/** Writes a caller of a key as its calls would have left it. */
export async function seedCaller(
  query: Query,
  { keyId, projectId }: Key,
  caller: { address: string; firstSeenAtMs: number; userAgent?: string },
): Promise<void> {
  await query(
    `INSERT INTO callers (id, key_id, project_id, address, user_agent, first_seen_at, last_seen_at, requests)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, to_timestamp($5::float8 / 1000), to_timestamp($5::float8 / 1000), 1)`,
    [keyId, projectId, caller.address, caller.userAgent ?? "test", caller.firstSeenAtMs],
  );
}
