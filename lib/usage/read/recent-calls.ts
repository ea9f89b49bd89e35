import { authorise } from "../../access";
import type { Context } from "../../context";
import { pool } from "../../db";
import { isId } from "../../ids";
import { decodeCursor, encodeCursor } from "../../page-cursor";
import { parse } from "../../parse";
import { type CallPage, type RecentCallsInput, recentCallsInput } from "../schema";
import { CALL_COLUMNS, type CallRow, toCallView } from "./call-view";
import { OURS, ours } from "./tenancy";

/** A page of the calls of a project, or of one of its keys, the latest first. Calls that have not ended are not among them. */
export async function recentCalls(ctx: Context, input: RecentCallsInput = {}): Promise<CallPage> {
  authorise(ctx, "usage:read");
  const { keyId, cursor, limit } = parse(recentCallsInput, input);
  if (keyId !== undefined && !isId(keyId)) return { calls: [], nextCursor: null };
  const values: unknown[] = [...ours(ctx), limit + 1];
  const clauses = ["r.project_id = $1", OURS];
  // To plan for ninety days of partitions takes longer than to read them: prepared by name, it is planned once.
  let name = "usage-calls";
  if (keyId) {
    clauses.push(`r.key_id = $${values.push(keyId)}`);
    name += "-of-key";
  }
  if (cursor) {
    const { at, id } = decodeCursor(cursor);
    clauses.push(before(values.push(at), values.push(id)));
    name += "-before";
  }
  const { rows } = await pool().query<CallRow>({ name, text: textOf(clauses), values });
  const shown = rows.slice(0, limit);
  return {
    calls: shown.map(toCallView),
    nextCursor: rows.length > limit ? encodeCursor(shown.at(-1)!) : null,
  };
}

/** The first of the two says no more than the second, but leaves out the partitions of later days. */
const before = (at: number, id: number) =>
  `r.at <= $${at} AND (r.at, r.id) < ($${at}::timestamptz, $${id}::uuid)`;

const textOf = (clauses: string[]) => `
  SELECT ${CALL_COLUMNS}
  FROM (SELECT * FROM usage_records r WHERE ${clauses.join(" AND ")} ORDER BY r.at DESC, r.id DESC LIMIT $3) r
  LEFT JOIN callers c ON c.id = r.caller_id
  ORDER BY r.at DESC, r.id DESC`;
