import type { Context } from "../../context";
import { pool } from "../../db";
import type { FindingView } from "../schema";
import { counted, daysBetween, instant, number } from "./words";

const IDLE_DAYS = 90;
/** More are told together. */
const TOLD_APART = 3;
const COUNTED = 1_000;

type Row = { id: string; note: string; createdAt: Date; lastUsedAt: Date | null; total: number };

/** Keys that could be used and have not been for 90 days, the longest first. */
export async function idleKeys(ctx: Context, keyId: string | null, now: Date): Promise<FindingView[]> {
  const { rows } = await pool().query<Row>(
    `WITH usable AS NOT MATERIALIZED (
       SELECT k.id, k.note, k.created_at, k.last_used_at FROM api_keys k
       WHERE k.project_id = $1 AND k.deleted_at IS NULL AND k.enabled
         AND coalesce(least(k.expires_at, k.overlap_ends_at) > $3, true)
         AND EXISTS (SELECT 1 FROM projects p WHERE p.id = $1 AND p.organization_id = $2)
         AND ($4::uuid IS NULL OR k.id = $4)
     ), idle AS (
       (SELECT * FROM usable WHERE last_used_at < $3::timestamptz - make_interval(days => ${IDLE_DAYS})
        ORDER BY last_used_at LIMIT ${COUNTED})
       UNION ALL
       (SELECT * FROM usable WHERE last_used_at IS NULL
          AND created_at < $3::timestamptz - make_interval(days => ${IDLE_DAYS}) LIMIT ${COUNTED})
     )
     SELECT id, note, created_at AS "createdAt", last_used_at AS "lastUsedAt", (count(*) OVER ())::int AS total
     FROM idle ORDER BY coalesce(last_used_at, created_at), id LIMIT ${TOLD_APART}`,
    [ctx.projectId, ctx.organizationId, now, keyId],
  );
  const total = rows[0]?.total ?? 0;
  return total > TOLD_APART ? [together(rows, total)] : rows.map((row) => alone(row, now));
}

const sinceOf = ({ lastUsedAt, createdAt }: Row) => lastUsedAt ?? createdAt;

function alone(row: Row, now: Date): FindingView {
  const days = daysBetween(sinceOf(row).getTime(), now.getTime());
  return {
    id: `unused:${row.id}`,
    kind: "unused",
    urgent: false,
    keyId: row.id,
    keyNote: row.note,
    title: `“${row.note}” has not been used for ${counted(days, "day")}`,
    why: row.lastUsedAt
      ? `Its last call was on ${instant(row.lastUsedAt)}.`
      : `Never since it was made on ${instant(row.createdAt)}.`,
    sinceAt: sinceOf(row).toISOString(),
    actions: ["review", "disable"],
    listedBy: null,
    dismissable: false,
  };
}

function together(rows: Row[], total: number): FindingView {
  const names = rows.map(({ note }) => `“${note}”`).join(", ");
  return {
    id: "unused",
    kind: "unused",
    urgent: false,
    keyId: null,
    keyNote: null,
    title: `${total >= COUNTED ? `${number(COUNTED)} or more` : number(total)} keys have not been used for ${IDLE_DAYS} days`,
    why: `The longest: ${names}. Each is a secret that may lie about somewhere.`,
    sinceAt: sinceOf(rows[0]!).toISOString(),
    actions: ["review"],
    listedBy: "lastUsedAt",
    dismissable: false,
  };
}
