import { pool } from "../db";
import { FORWARDED, wasForwarded } from "./forwarded";
import { counted } from "./line";
import { DAY_MS } from "./partitions";
import type { UsageRecord } from "./record";
import type { Segment } from "./spool/segment";
import type { Spool } from "./spool/spool";
import type { Turns } from "./turns";

/** As lib/limits has it: tokens are input and output together. */
type Charge = { tokens: number; costNanoUsd: bigint };

/** A silent database must not keep batches waiting for their turn. */
const TIMEOUT_MS = 5000;
/** More than any limit allows. */
const MOST_CALLS = 1_000_000;

const WRITTEN = "ARRAY(SELECT id::text FROM usage_batches WHERE id = ANY($1::uuid[])) AS written";
const SPEND = `
  SELECT coalesce(sum(input_tokens + output_tokens), 0) AS tokens, coalesce(sum(cost_nano_usd), 0) AS cost, ${WRITTEN}
  FROM key_usage WHERE key_id = $2 AND period = $3 AND starts_at >= to_timestamp($4 / 1000.0)`;
const CREDITS = `SELECT (SELECT credits_nano_usd FROM organizations WHERE id = $2) AS credits, ${WRITTEN}`;
const recent = (whose: string) => `
  SELECT ARRAY(SELECT (extract(epoch FROM at) * 1000)::float8 FROM usage_records
    WHERE ${whose} AND at >= to_timestamp($3 / 1000.0) AND ${FORWARDED} ORDER BY at DESC LIMIT ${MOST_CALLS}) AS times, ${WRITTEN}`;
const KEY_CALLS = recent("key_id = $2");
const ORGANIZATION_CALLS = recent("project_id IN (SELECT id FROM projects WHERE organization_id = $2)");

/** What was spent, by the database and by what has not reached it yet, as of the instant of the answer. */
export class SpendReader {
  constructor(
    private readonly spool: Spool,
    private readonly turns: Turns,
    private readonly flush: () => Promise<void>,
  ) {}

  keySpend(keyId: string, fromMs: number): Promise<Charge> {
    const values = [keyId, finest(fromMs), fromMs];
    return this.#read<{ tokens: string; cost: string }, Charge>(
      "usage-spend",
      SPEND,
      values,
      (row, pending) => {
        let tokens = Number(row.tokens);
        let costNanoUsd = BigInt(row.cost);
        for (const record of pending) {
          if (record.keyId !== keyId || record.atMs < fromMs) continue;
          tokens += counted(record.inputTokens) + counted(record.outputTokens);
          costNanoUsd += record.costNanoUsd ?? 0n;
        }
        return { tokens, costNanoUsd };
      },
    );
  }

  credits(organizationId: string): Promise<bigint | null> {
    const values = [organizationId];
    return this.#read<{ credits: string | null }, bigint | null>(
      "usage-credits",
      CREDITS,
      values,
      (row, pending) => {
        if (row.credits === null) return null;
        let credits = BigInt(row.credits);
        for (const record of pending) {
          if (record.organizationId === organizationId) credits -= record.costNanoUsd ?? 0n;
        }
        return credits;
      },
    );
  }

  recentCalls(of: { keyId: string } | { organizationId: string }, sinceMs: number): Promise<number[]> {
    const [name, text, id] =
      "keyId" in of
        ? ["usage-key-calls", KEY_CALLS, of.keyId]
        : ["usage-organization-calls", ORGANIZATION_CALLS, of.organizationId];
    return this.#read<{ times: number[] }, number[]>(name, text, [id, sinceMs], (row, pending) => {
      const times = row.times;
      for (const record of pending) {
        if (!wasForwarded(record) || record.atMs < sinceMs) continue;
        if (("keyId" in of ? record.keyId : record.organizationId) === id) times.push(record.atMs);
      }
      return times.sort((a, b) => a - b);
    });
  }

  /** Between two batches, so that none is counted on both sides; one whose writing went unheard is asked for by its id. */
  async #read<Row, T>(
    name: string,
    text: string,
    values: (string | number)[],
    answer: (row: Row, pending: Iterable<UsageRecord>) => T,
  ): Promise<T> {
    for (;;) {
      const answered = await this.turns.read(async () => {
        const uncertain = this.spool.segments.filter((segment) => segment.uncertain).map(({ id }) => id);
        const query = { name, text, values: [uncertain, ...values], query_timeout: TIMEOUT_MS };
        const { rows } = await pool().query<Row & { written: string[] }>(query);
        if (this.spool.beyondMemory) return null;
        const written = new Set(rows[0]!.written);
        return { value: answer(rows[0]!, recordsOf(this.spool.segments, written)) };
      });
      if (answered !== null) return answered.value;
      await this.flush();
    }
  }
}

/** The longest rollup whose rows begin where the time asked for does. */
function finest(fromMs: number): "month" | "day" | "hour" {
  if (fromMs === 0) return "month";
  return fromMs % DAY_MS === 0 ? "day" : "hour";
}

function* recordsOf(segments: readonly Segment[], written: ReadonlySet<string>): Iterable<UsageRecord> {
  for (const segment of segments) if (!written.has(segment.id)) yield* segment.records;
}
