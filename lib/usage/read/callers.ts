import { pool } from "../../db";
import type { CallerView } from "../schema";

const SHOWN = 50;

const LATEST = `
  SELECT c.address, c.user_agent AS "userAgent", c.first_seen_at AS "firstSeenAt", c.last_seen_at AS "lastSeenAt", c.requests
  FROM callers c WHERE c.key_id = $1 ORDER BY c.last_seen_at DESC, c.id DESC LIMIT ${SHOWN}`;

const FIRST = "SELECT min(c.first_seen_at) AS at FROM callers c WHERE c.key_id = $1";

type Row = {
  address: string | null;
  userAgent: string | null;
  firstSeenAt: Date;
  lastSeenAt: Date;
  requests: string;
};

/** Who used a key lately, and when it was used first and last by anyone. */
export async function callersOf(keyId: string) {
  const [latest, first] = await Promise.all([
    pool().query<Row>(LATEST, [keyId]),
    pool().query<{ at: Date | null }>(FIRST, [keyId]),
  ]);
  return {
    callers: latest.rows.map(toCallerView),
    firstUsedAt: first.rows[0]!.at?.toISOString() ?? null,
    lastUsedAt: latest.rows[0]?.lastSeenAt.toISOString() ?? null,
  };
}

const toCallerView = (row: Row): CallerView => ({
  address: row.address,
  userAgent: row.userAgent,
  firstSeenAt: row.firstSeenAt.toISOString(),
  lastSeenAt: row.lastSeenAt.toISOString(),
  requests: Number(row.requests),
});
