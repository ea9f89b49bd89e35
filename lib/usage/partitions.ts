import type { ClientBase } from "pg";

export const DAY_MS = 86_400_000;

/** The partition that holds the records of a day (UTC). */
export const partitionName = (dayMs: number): string =>
  `usage_records_${new Date(dayMs).toISOString().slice(0, 10).replaceAll("-", "")}`;

/** The day that a partition holds; null for another table's name. */
export function partitionDayMs(name: string): number | null {
  const match = /^usage_records_(\d{4})(\d\d)(\d\d)$/.exec(name);
  return match ? Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) : null;
}

/**
 * Makes the partitions of these days where there are none. Made aside and attached: that way neither readers nor writers of the other
 * days wait. The caller holds the usage lock.
 */
export async function ensurePartitions(client: ClientBase, daysMs: Iterable<number>): Promise<void> {
  for (const dayMs of daysMs) {
    const name = partitionName(dayMs);
    const { rows } = await client.query("SELECT to_regclass($1) AS found", [name]);
    if (rows[0].found !== null) continue;
    const [from, to] = [dayMs, dayMs + DAY_MS].map((ms) => new Date(ms).toISOString());
    await client.query(
      `CREATE TABLE ${name} (LIKE usage_records INCLUDING ALL);
       ALTER TABLE usage_records ATTACH PARTITION ${name} FOR VALUES FROM ('${from}') TO ('${to}')`,
    );
  }
}
