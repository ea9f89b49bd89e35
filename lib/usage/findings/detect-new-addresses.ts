import type { PoolClient } from "pg";
import type { Detected } from "./details";
import { LEAST_CALLS_BEFORE, type NewRange, newRanges, type Sighting } from "./new-ranges";

/** More at once are left to the passes after. */
const MAX_KEYS = 500;

/** New ranges of the keys that met a new caller at or after an instant; `untilMs` where there were too many to look at them all. */
export async function detectNewAddresses(
  client: PoolClient,
  sinceMs: number,
): Promise<{ found: Detected[]; untilMs: number | null }> {
  const keys = await keysWithNewCallers(client, sinceMs);
  if (keys.length === 0) return { found: [], untilMs: null };
  const sightings = await sightingsOf(
    client,
    keys.map((key) => key.id),
  );
  const ranges = keys.flatMap(({ id }) =>
    newRanges(sightings.get(id) ?? [], sinceMs).map((range) => ({ keyId: id, ...range })),
  );
  return {
    found: await withBaseline(client, ranges),
    untilMs: keys.length < MAX_KEYS ? null : Math.max(keys.at(-1)!.firstSeenAtMs, sinceMs + 1),
  };
}

async function keysWithNewCallers(client: PoolClient, sinceMs: number) {
  const { rows } = await client.query<{ id: string; firstSeenAtMs: number }>(
    `SELECT key_id AS id, extract(epoch FROM min(first_seen_at))::float8 * 1000 AS "firstSeenAtMs" FROM callers
     WHERE first_seen_at >= to_timestamp($1::float8 / 1000) AND address IS NOT NULL
     GROUP BY key_id ORDER BY 2 LIMIT ${MAX_KEYS}`,
    [sinceMs],
  );
  return rows;
}

async function sightingsOf(client: PoolClient, keyIds: string[]): Promise<Map<string, Sighting[]>> {
  const { rows } = await client.query<{ keyId: string; sightings: Sighting[] }>(
    `SELECT key_id AS "keyId", json_agg(json_build_object('address', address, 'firstSeenAtMs', at_ms)) AS sightings
     FROM (
       SELECT key_id, address, extract(epoch FROM min(first_seen_at))::float8 * 1000 AS at_ms FROM callers
       WHERE key_id = ANY($1::uuid[]) AND address IS NOT NULL GROUP BY key_id, address
     ) seen GROUP BY key_id`,
    [keyIds],
  );
  return new Map(rows.map(({ keyId, sightings }) => [keyId, sightings]));
}

/** Leaves out the keys that had hardly been used on the days before. */
async function withBaseline(
  client: PoolClient,
  ranges: (NewRange & { keyId: string })[],
): Promise<Detected[]> {
  const { rows } = await client.query<{ calls: number }>(
    `SELECT coalesce(sum(u.requests), 0)::float8 AS calls
     FROM unnest($1::uuid[], $2::float8[]) WITH ORDINALITY AS r(key_id, at_ms, place)
     LEFT JOIN key_usage u ON u.key_id = r.key_id AND u.period = 'day'
       AND u.starts_at < date_trunc('day', to_timestamp(r.at_ms / 1000), 'UTC')
     GROUP BY r.place ORDER BY r.place`,
    [ranges.map(({ keyId }) => keyId), ranges.map(({ firstSeenAtMs }) => firstSeenAtMs)],
  );
  return ranges.flatMap((range, place) => {
    const callsBefore = rows[place]!.calls;
    return callsBefore < LEAST_CALLS_BEFORE ? [] : [detected(range, callsBefore)];
  });
}

const detected = (range: NewRange & { keyId: string }, callsBefore: number): Detected => ({
  kind: "new_address",
  keyId: range.keyId,
  subject: range.range,
  details: {
    range: range.range,
    address: range.address,
    knownRanges: range.knownRanges,
    callsBefore,
    firstCallAt: new Date(range.firstCallAtMs).toISOString(),
  },
  firstSeenAtMs: range.firstSeenAtMs,
  lastSeenAtMs: range.firstSeenAtMs,
});
