import type { PoolClient } from "pg";
import { resealDataKey, type SealedDataKey } from "../envelope";

export type Batch = {
  /** Where the next batch begins; null at the end. */
  lastId: string | null;
  resealed: number;
};

type Row = { id: string; sealed_data_key: Buffer<ArrayBuffer>; kek_version: number };
type Resealed = SealedDataKey & { id: string; from: number };

const FIRST = "00000000-0000-0000-0000-000000000000";

/**
 * Seals the data keys of the next credentials under a version, in one transaction. With `patient` it waits for rows that somebody
 * is changing, else it leaves them for later. A data key that does not open is left as it is.
 */
export async function resealBatch(
  client: PoolClient,
  version: number,
  afterId: string | null,
  size: number,
  patient: boolean,
): Promise<Batch> {
  try {
    await client.query("BEGIN");
    const { rows } = await client.query<Row>(
      `SELECT id, sealed_data_key, kek_version FROM credentials WHERE kek_version <> $1 AND id > $2
       ORDER BY id LIMIT $3 FOR NO KEY UPDATE ${patient ? "" : "SKIP LOCKED"}`,
      [version, afterId ?? FIRST, size],
    );
    const resealed = (await Promise.all(rows.map((row) => reseal(row, version)))).flat();
    const written = await write(client, resealed, version);
    await client.query("COMMIT");
    return { lastId: rows.at(-1)?.id ?? null, resealed: written };
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
}

async function reseal({ id, sealed_data_key, kek_version }: Row, version: number): Promise<Resealed[]> {
  try {
    const sealed = { sealedDataKey: sealed_data_key, kekVersion: kek_version };
    return [{ id, from: kek_version, ...(await resealDataKey(id, sealed, version)) }];
  } catch {
    // The proof at the end names it; the others must not wait for it.
    return [];
  }
}

async function write(client: PoolClient, rows: Resealed[], version: number): Promise<number> {
  if (rows.length === 0) return 0;
  const { rowCount } = await client.query(
    `UPDATE credentials c SET sealed_data_key = r.sealed_data_key, kek_version = $1
     FROM unnest($2::uuid[], $3::int[], $4::bytea[]) AS r(id, kek_version, sealed_data_key)
     WHERE c.id = r.id AND c.kek_version = r.kek_version`,
    [version, rows.map((row) => row.id), rows.map((row) => row.from), rows.map((row) => row.sealedDataKey)],
  );
  return rowCount ?? 0;
}
