import { authorise } from "../../access";
import type { Context } from "../../context";
import { csvLine } from "../../csv";
import { pool } from "../../db";
import type { Position } from "../../page-cursor";
import { parse } from "../../parse";
import { exportInput, type UsageRange } from "../schema";
import { CALL_COLUMNS, type CallRow, toCallView } from "./call-view";
import { type ResolvedRange, resolveRange, toRangeView } from "./range";
import { ownKey } from "./standing";
import { OURS, ours } from "./tenancy";

const PAGE = 2000;

const HEAD = [
  "at",
  "id",
  "key_id",
  "key_note",
  "provider",
  "model",
  "upstream_model",
  "endpoint",
  "status",
  "code",
  "outcome",
  "streamed",
  "estimated",
  "attempts",
  "latency_ms",
  "first_byte_ms",
  "input_tokens",
  "output_tokens",
  "cached_tokens",
  "reasoning_tokens",
  "cost_usd",
  "address",
  "user_agent",
];

type Row = CallRow & { note: string | null };

/** The calls of a range as CSV, the oldest first, in pieces: a page is read when it is asked for, and no more once nobody asks. */
export async function exportUsage(
  ctx: Context,
  input: { range: UsageRange; keyId?: string },
  nowMs = Date.now(),
) {
  authorise(ctx, "usage:read");
  const { range, keyId } = parse(exportInput, input);
  const key = keyId === undefined ? null : await ownKey(ctx, keyId);
  const resolved = resolveRange(range, nowMs);
  return { range: toRangeView(resolved), csv: pages(ctx, resolved, key?.id ?? null) };
}

async function* pages(
  ctx: Context,
  range: ResolvedRange,
  keyId: string | null,
): AsyncGenerator<string, void> {
  let text = csvLine(HEAD);
  let after: Position | null = null;
  for (;;) {
    const rows: Row[] = await nextPage(ctx, range, keyId, after);
    yield text + rows.map(toLine).join("");
    if (rows.length < PAGE) return;
    text = "";
    after = rows.at(-1)!;
  }
}

async function nextPage(ctx: Context, range: ResolvedRange, keyId: string | null, after: Position | null) {
  const values: unknown[] = [...ours(ctx), after?.at ?? new Date(range.fromMs), new Date(range.toMs)];
  const clauses = ["r.project_id = $1", OURS, "r.at >= $3", "r.at < $4"];
  if (keyId) clauses.push(`r.key_id = $${values.push(keyId)}`);
  if (after) clauses.push(`(r.at, r.id) > ($3::timestamptz, $${values.push(after.id)}::uuid)`);
  const { rows } = await pool().query<Row>(
    `SELECT ${CALL_COLUMNS}, k.note FROM (SELECT * FROM usage_records r WHERE ${clauses.join(" AND ")}
      ORDER BY r.at, r.id LIMIT ${PAGE}) r
    LEFT JOIN callers c ON c.id = r.caller_id
    LEFT JOIN api_keys k ON k.id = r.key_id AND k.project_id = $1 ORDER BY r.at, r.id`,
    values,
  );
  return rows;
}

function toLine(row: Row): string {
  const call = toCallView(row);
  return csvLine([
    call.at,
    call.id,
    call.keyId,
    row.note,
    call.provider,
    call.model,
    call.upstreamModel,
    call.endpoint,
    call.status,
    call.code,
    call.outcome,
    call.streamed,
    call.estimated,
    call.attempts,
    call.latencyMs,
    call.firstByteMs,
    call.inputTokens,
    call.outputTokens,
    call.cachedTokens,
    call.reasoningTokens,
    call.costUsd,
    call.address,
    call.userAgent,
  ]);
}
