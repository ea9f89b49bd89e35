import { pool } from "../db";
import { callerId } from "./caller";
import { latencyBucket } from "./latency";
import type { UsageRecord } from "./record";

/** Every row that usage leaves, by table and key: figures added up. */
export type Books = Record<string, Record<string, bigint>>;

const SUMS: (keyof UsageRecord)[] = ["inputTokens", "outputTokens", "cachedTokens", "reasoningTokens"];

const TABLES: Record<string, [key: string, sums: string]> = {
  project_usage: [
    "project_id, period, starts_at, provider, model, status",
    "requests, errors, refused, input_tokens, output_tokens, cached_tokens, reasoning_tokens, cost_nano_usd, unpriced",
  ],
  key_usage: [
    "key_id, period, starts_at, project_id",
    "requests, errors, refused, input_tokens, output_tokens, cached_tokens, reasoning_tokens, cost_nano_usd, unpriced, unauthorized",
  ],
  key_model_usage: [
    "key_id, period, starts_at, model, status",
    "requests, errors, input_tokens, output_tokens, cost_nano_usd, unpriced",
  ],
  latency_histograms: ["project_id, period, starts_at, measure, bucket", "calls"],
  callers: ["id, key_id, project_id, address, user_agent, first_seen_at, last_seen_at", "requests"],
  unpriced_usage: ["project_id, credential_id, model", "requests, input_tokens, output_tokens"],
  unattributed_calls: ["starts_at, code", "calls"],
  usage_records: ["id, at, key_id, outcome, cost_nano_usd", "1"],
};

/** Empties all of it. */
export const emptyBooks = () =>
  pool().query(
    `TRUNCATE ${Object.keys(TABLES).join(", ")}, usage_batches; UPDATE organizations SET credits_nano_usd = NULL`,
  );

/** What the database says. */
export async function readBooks(): Promise<Books> {
  const books: Books = {};
  for (const [table, [key, sums]] of Object.entries(TABLES)) {
    const { rows } = await pool().query({ text: `SELECT ${key}, ${sums} FROM ${table}`, rowMode: "array" });
    const keys = key.split(", ").length;
    const names = sums.split(", ");
    books[table] = {};
    for (const row of rows) {
      const values = names.map((name, i) => [name, row[keys + i]]);
      for (const [name, value] of values) {
        if (String(value) !== "0")
          books[table][`${row.slice(0, keys).map(spell).join(" ")} ${name}`] = BigInt(value);
      }
    }
  }
  return books;
}

const spell = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value));

/** The same worked out slowly, one record after the other. */
export function keepBooks(records: readonly UsageRecord[]): Books {
  const books: Books = Object.fromEntries(Object.keys(TABLES).map((table) => [table, {}]));
  const add = (table: string, key: unknown[], sums: Record<string, number | bigint | boolean>) => {
    for (const [name, value] of Object.entries(sums)) {
      const row = `${key.map(spell).join(" ")} ${name}`;
      const sum = (books[table]![row] ?? 0n) + BigInt(value);
      if (sum !== 0n) books[table]![row] = sum;
    }
  };
  const seen = new Map<string, { key: unknown[]; first: number; last: number; requests: number }>();
  for (const record of records) {
    const [hour, day, month] = [13, 10, 7].map((length) => startOf(record.atMs, length)) as [
      Date,
      Date,
      Date,
    ];
    if (record.keyId === null) {
      add("unattributed_calls", [hour, record.code], { calls: 1 });
      continue;
    }
    const model =
      record.credentialId === null || record.status === 404
        ? ""
        : (record.upstreamModel ?? record.model ?? "");
    const refused = record.outcome === "refused";
    const tokens = Object.fromEntries(SUMS.map((name) => [column(name), record[name] as number]));
    const cost = { cost_nano_usd: record.costNanoUsd ?? 0n, unpriced: record.costNanoUsd === null };
    const errors = record.outcome === "upstream_error" || record.outcome === "timeout";
    const sums = { requests: 1, errors, refused, ...tokens, ...cost };
    const { input_tokens, output_tokens } = tokens as { input_tokens: number; output_tokens: number };
    for (const [period, start] of [
      ["hour", hour],
      ["day", day],
      ["month", month],
    ] as const) {
      add("key_usage", [record.keyId, period, start, record.projectId], {
        ...sums,
        unauthorized: refused && record.status === 401,
      });
      if (period === "month") continue;
      add(
        "project_usage",
        [record.projectId, period, start, record.provider ?? "", model, record.status],
        sums,
      );
      add("key_model_usage", [record.keyId, period, start, model, record.status], {
        requests: 1,
        errors,
        input_tokens,
        output_tokens,
        ...cost,
      });
      if (record.attempts === 0 || refused) continue;
      const timed = (measure: string, ms: number) =>
        add("latency_histograms", [record.projectId, period, start, measure, latencyBucket(ms)], {
          calls: 1,
        });
      timed("latency", record.latencyMs);
      if (record.firstByteMs !== null) timed("first_byte", record.firstByteMs);
    }
    const id = callerId(record.keyId, record.address, record.userAgent);
    const caller = seen.get(id) ?? {
      key: [id, record.keyId, record.projectId, record.address, record.userAgent],
      first: record.atMs,
      last: record.atMs,
      requests: 0,
    };
    caller.first = Math.min(caller.first, record.atMs);
    caller.last = Math.max(caller.last, record.atMs);
    caller.requests++;
    seen.set(id, caller);
    if (record.costNanoUsd === null && record.credentialId !== null && record.upstreamModel !== null) {
      const waiting = { requests: 1, input_tokens, output_tokens };
      add("unpriced_usage", [record.projectId, record.credentialId, record.upstreamModel], waiting);
    }
    add(
      "usage_records",
      [record.id, new Date(record.atMs), record.keyId, record.outcome, record.costNanoUsd],
      { "1": 1 },
    );
  }
  for (const { key, first, last, requests } of seen.values()) {
    add("callers", [...key, new Date(first), new Date(last)], { requests });
  }
  return books;
}

/** The beginning of the hour, day or month (UTC) in which an instant is, by the length of its ISO 8601 text. */
const startOf = (atMs: number, length: number): Date =>
  new Date(`${new Date(atMs).toISOString().slice(0, length)}${"0000-01-01T00:00:00.000Z".slice(length)}`);

const column = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
