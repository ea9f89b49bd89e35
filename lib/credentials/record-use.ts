import { pool } from "../db";
import { Recorder } from "../recorder";

/** Moves a credential's `lastUsedAt` forward. */
export class CredentialUseRecorder extends Recorder<{ atMs: number }> {
  constructor() {
    super("credential uses", writeUses);
  }

  record(credentialId: string, atMs: number): void {
    this.keep(credentialId, { atMs });
  }
}

async function writeUses(entries: [string, { atMs: number }][]): Promise<void> {
  await pool().query(
    `WITH uses AS (SELECT * FROM unnest($1::uuid[], $2::float8[]) AS u(id, at_ms)),
       locked AS (SELECT c.id FROM credentials c JOIN uses USING (id) ORDER BY c.id FOR NO KEY UPDATE OF c)
     UPDATE credentials c SET last_used_at = to_timestamp(u.at_ms / 1000)
     FROM uses u JOIN locked USING (id)
     WHERE c.id = u.id AND (c.last_used_at IS NULL OR c.last_used_at < to_timestamp(u.at_ms / 1000))`,
    [entries.map(([id]) => id), entries.map(([, use]) => use.atMs)],
  );
}
