import { authorise } from "../../access";
import type { Context } from "../../context";
import { pool } from "../../db";
import { isId } from "../../ids";
import { parse } from "../../parse";
import { type CallPage, type RecentCallsInput, recentCallsInput } from "../schema";
import { decodeCursor, encodeCursor } from "./call-cursor";
import { CALL_COLUMNS, type CallRow, toCallView } from "./call-view";
import { OURS, ours } from "./tenancy";

/** A page of the calls of a project, or of one of its keys, the latest first. Calls that have not ended are not among them. */
export async function recentCalls(ctx: Context, input: RecentCallsInput = {}): Promise<CallPage> {
  authorise(ctx, "usage:read");
  const { keyId, cursor, limit } = parse(recentCallsInput, input);
  if (keyId !== undefined && !isId(keyId)) return { calls: [], nextCursor: null };
  const values: unknown[] = ours(ctx);
  const clauses = ["r.project_id = $1", OURS];
  if (keyId) clauses.push(`r.key_id = $${values.push(keyId)}`);
  if (cursor) {
    const { at, id } = decodeCursor(cursor);
    const position = [`$${values.push(at)}::timestamptz`, `$${values.push(id)}::uuid`];
    // The first of the two says the same, and leaves out the partitions of later days.
    clauses.push(`r.at <= ${position[0]}`, `(r.at, r.id) < (${position.join(", ")})`);
  }
  const { rows } = await pool().query<CallRow>(
    `SELECT ${CALL_COLUMNS} FROM (SELECT * FROM usage_records r WHERE ${clauses.join(" AND ")}
      ORDER BY r.at DESC, r.id DESC LIMIT ${limit + 1}) r
    LEFT JOIN callers c ON c.id = r.caller_id ORDER BY r.at DESC, r.id DESC`,
    values,
  );
  const shown = rows.slice(0, limit);
  return {
    calls: shown.map(toCallView),
    nextCursor: rows.length > limit ? encodeCursor(shown.at(-1)!) : null,
  };
}
