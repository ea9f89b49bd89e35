import { authorise } from "../access";
import type { Context } from "../context";
import { pool } from "../db";
import { decodeCursor, encodeCursor, type Position } from "../page-cursor";
import { parse } from "../parse";
import {
  type ListNoticesInput,
  listNoticesInput,
  type NoticePage,
  type NoticeView,
  UNREAD_CAP,
} from "./schema";

// What tells of a project that is gone leads nowhere. A key ($3) is told of its own project alone.
const VISIBLE = `FROM notices n JOIN projects p ON p.id = n.project_id AND p.organization_id = n.organization_id
  LEFT JOIN notice_readings r ON r.notice_id = n.id AND r.user_id = $2
  WHERE n.organization_id = $1 AND ($3::uuid IS NULL OR n.project_id = $3)`;

/** What people should know of the organization's keys, the latest first. */
export async function listNotices(ctx: Context, input: ListNoticesInput = {}): Promise<NoticePage> {
  authorise(ctx, "usage:read");
  const { cursor, limit } = parse(listNoticesInput, input);
  const after = cursor ? decodeCursor(cursor) : null;
  const [rows, unread] = await Promise.all([fetchPage(ctx, after, limit + 1), countUnread(ctx)]);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1)! : null;
  return {
    notices: shown.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })),
    next: last && encodeCursor({ at: last.createdAt, id: last.id }),
    unread,
  };
}

const valuesOf = ({ organizationId, projectId, actor }: Context): unknown[] => [
  organizationId,
  actor.kind === "USER" ? actor.id : null,
  actor.kind === "API_KEY" ? projectId : null,
];

type Row = Omit<NoticeView, "createdAt"> & { createdAt: Date };

async function fetchPage(ctx: Context, after: Position | null, limit: number): Promise<Row[]> {
  const { rows } = await pool().query<Row>(
    `SELECT n.id, n.kind, n.title, n.body, n.project_id AS "projectId", n.key_id AS "keyId",
       n.created_at AS "createdAt", r.notice_id IS NOT NULL AS read
     ${VISIBLE} AND ($4::timestamptz IS NULL OR (n.created_at, n.id) < ($4, $5::uuid))
     ORDER BY n.created_at DESC, n.id DESC LIMIT ${limit}`,
    [...valuesOf(ctx), after?.at ?? null, after?.id ?? null],
  );
  return rows;
}

async function countUnread(ctx: Context): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*)::int FROM (SELECT 1 ${VISIBLE} AND r.notice_id IS NULL LIMIT ${UNREAD_CAP}) unread`,
    valuesOf(ctx),
  );
  return rows[0]!.count;
}
