import { pool } from "../db";
import { Recorder } from "../recorder";

type Use = { atMs: number; address: string | null; userAgent: string | null };

const MAX_USER_AGENT_LENGTH = 300;

/** Moves `lastUsedAt` forward, with the address and user agent of the latest call. */
export class UseRecorder extends Recorder<Use> {
  constructor() {
    super("key uses", writeUses);
  }

  record(keyId: string, atMs: number, address: string | null, userAgent: string | null): void {
    this.keep(keyId, { atMs, address, userAgent });
  }
}

/** The same for a key that manages: at once, and at most once a minute. */
export async function noteManagement(
  keyId: string,
  address: string | null,
  userAgent: string | null,
): Promise<void> {
  await pool().query(
    `UPDATE api_keys SET last_used_at = now(), last_used_address = $2, last_used_user_agent = $3
     WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
    [keyId, address, userAgent?.slice(0, MAX_USER_AGENT_LENGTH) ?? null],
  );
}

async function writeUses(entries: [string, Use][]): Promise<void> {
  await pool().query(
    `WITH uses AS (
       SELECT * FROM unnest($1::uuid[], $2::float8[], $3::text[], $4::text[]) AS u(id, at_ms, address, user_agent)
     ), locked AS (
       SELECT k.id FROM api_keys k JOIN uses USING (id) ORDER BY k.id FOR NO KEY UPDATE OF k
     )
     UPDATE api_keys k
     SET last_used_at = to_timestamp(u.at_ms / 1000), last_used_address = u.address, last_used_user_agent = u.user_agent
     FROM uses u JOIN locked USING (id)
     WHERE k.id = u.id AND (k.last_used_at IS NULL OR k.last_used_at < to_timestamp(u.at_ms / 1000))`,
    [
      entries.map(([id]) => id),
      entries.map(([, use]) => use.atMs),
      entries.map(([, use]) => use.address),
      entries.map(([, use]) => use.userAgent?.slice(0, MAX_USER_AGENT_LENGTH) ?? null),
    ],
  );
}
