import { authorise } from "../access";
import type { Context } from "../context";
import { pool } from "../db";
import { isId } from "../ids";
import { parse } from "../parse";
import { consumption } from "../usage";
import { decodeCursor, encodeCursor, orderOf, type Position } from "./cursor";
import {
  type KeyPage,
  type KeySort,
  type KeyStatus,
  type ListKeysInput,
  listKeysInput,
  TOTAL_CAP,
} from "./schema";
import { type KeyRow, toKeyView } from "./view";

const link = (on: string) =>
  `(SELECT json_build_object('id', o.id, 'note', o.note, 'createdAt', o.created_at) FROM api_keys o WHERE o.${on})`;
const COLUMNS = `k.id, k.note, k.display_secret AS "displaySecret", k.enabled, k.gateway_only AS "gatewayOnly", k.legacy, k.overlap_ends_at AS "overlapEndsAt",
  ${link("id = k.replaces_id")} AS replaces, ${link("replaces_id = k.id AND o.deleted_at IS NULL")} AS "replacedBy", k.expires_at AS "expiresAt",
  k.created_at AS "createdAt", k.created_by_name AS "createdByName", k.last_used_at AS "lastUsedAt",
  k.last_used_address AS "lastUsedAddress", k.last_used_user_agent AS "lastUsedUserAgent",
  k.deleted_at AS "deletedAt", k.project_id AS "projectId", k.cost_limit_nano_usd AS "costLimitNanoUsd",
  k.token_limit AS "tokenLimit", k.requests_per_minute AS "requestsPerMinute", k.reset_period AS "resetPeriod"`;

const SORT_COLUMNS: Record<KeySort, { column: string; type: string; nullable: boolean }> = {
  createdAt: { column: "k.created_at", type: "timestamptz", nullable: false },
  note: { column: "k.note_sort", type: "text", nullable: false },
  lastUsedAt: { column: "k.last_used_at", type: "timestamptz", nullable: true },
  expiresAt: { column: "k.expires_at", type: "timestamptz", nullable: true },
};

/** By its expiry, or by the end of its overlap with a successor. */
const ENDED = "(coalesce(k.expires_at <= now(), false) OR coalesce(k.overlap_ends_at <= now(), false))";

const STATUS_FILTERS: Record<KeyStatus, string> = {
  active: `k.deleted_at IS NULL AND k.enabled AND NOT ${ENDED}`,
  disabled: `k.deleted_at IS NULL AND NOT k.enabled AND NOT ${ENDED}`,
  expired: `k.deleted_at IS NULL AND ${ENDED}`,
  revoked: "k.deleted_at IS NOT NULL",
};

/** One page of the project's keys. Keyset pages: the last one is as quick as the first. Keys without the sorted time come last. */
export async function listKeys(ctx: Context, input: ListKeysInput = {}): Promise<KeyPage> {
  authorise(ctx, "keys:read");
  const { search, status, sort, direction, cursor, limit } = parse(listKeysInput, input);
  const order = orderOf(sort, direction);
  const filter = filterOf(ctx, search, status);
  const after = cursor ? decodeCursor(order, cursor) : null;
  const [rows, total] = await Promise.all([
    fetchPage(filter, sort, direction, after, limit + 1),
    pool().query<{ count: number }>(
      `SELECT count(*)::int FROM (SELECT 1 FROM api_keys k WHERE ${filter.where} LIMIT ${TOTAL_CAP + 1}) matching`,
      filter.values,
    ),
  ]);
  const now = new Date();
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1)! : null;
  const used = await consumption(shown, now);
  return {
    keys: shown.map((row) => ({ ...toKeyView(ctx, row, now), consumption: used.get(row.id)! })),
    nextCursor: last ? encodeCursor(order, { value: last.position, id: last.id }) : null,
    total: Math.min(total.rows[0]!.count, TOTAL_CAP),
  };
}

type Filter = { where: string; values: unknown[] };

function filterOf(ctx: Context, search: string, status: KeyStatus | undefined): Filter {
  const values: unknown[] = [ctx.projectId, ctx.organizationId];
  const clauses = [
    "k.project_id = $1",
    "EXISTS (SELECT 1 FROM projects p WHERE p.id = $1 AND p.organization_id = $2)",
    status ? STATUS_FILTERS[status] : "k.deleted_at IS NULL",
  ];
  if (search) clauses.push(searchClause(search, values));
  return { where: clauses.join(" AND "), values };
}

/** A whole id, the shown part of a secret (`gk_…4f2a`), or part of a note. */
function searchClause(search: string, values: unknown[]): string {
  if (isId(search)) return `k.id = $${values.push(search)}`;
  if (search.includes("…")) return `k.display_secret LIKE '%' || $${values.push(escapeLike(search))}`;
  return `k.note_sort LIKE '%' || $${values.push(escapeLike(search.toLowerCase()))} || '%'`;
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, "\\$&");

type PageRow = KeyRow & { position: string | null };

/** Rows that have the sorted value first, those without it after them: each part is one walk along its index. */
async function fetchPage(
  filter: Filter,
  sort: KeySort,
  direction: "asc" | "desc",
  after: Position | null,
  limit: number,
): Promise<PageRow[]> {
  const { column, type, nullable } = SORT_COLUMNS[sort];
  const beyond = direction === "asc" ? ">" : "<";
  const fetch = async (present: boolean, count: number) => {
    const values = [...filter.values];
    const clauses = [filter.where];
    const columns = present ? [column, "k.id"] : ["k.id"];
    if (nullable) clauses.push(`${column} IS ${present ? "NOT " : ""}NULL`);
    if (after && present === (after.value !== null)) {
      const from = present ? [`$${values.push(after.value)}::${type}`] : [];
      from.push(`$${values.push(after.id)}::uuid`);
      clauses.push(`(${columns.join(", ")}) ${beyond} (${from.join(", ")})`);
    }
    const orderBy = columns.map((name) => `${name} ${direction}`).join(", ");
    const text = `SELECT ${COLUMNS}, ${column}::text AS position FROM api_keys k
      WHERE ${clauses.join(" AND ")} ORDER BY ${orderBy} LIMIT ${count}`;
    return (await pool().query<PageRow>(text, values)).rows;
  };
  const rows = after?.value === null ? [] : await fetch(true, limit);
  return nullable && rows.length < limit ? [...rows, ...(await fetch(false, limit - rows.length))] : rows;
}
