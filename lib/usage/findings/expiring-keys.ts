import type { Context } from "../../context";
import { pool } from "../../db";
import type { FindingView } from "../schema";
import { counted, instant, number } from "./words";

/** Told apart by what is closest: within 1 day is urgent. */
const WITHIN_DAYS = [1, 7, 30] as const;
/** More within one of these are told together. */
const TOLD_APART = 3;
const COUNTED = 1_000;
const HOUR_MS = 60 * 60 * 1000;

type Row = {
  id: string;
  note: string;
  /** By its expiry, or by the end of its overlap with a successor. */
  endsAt: Date;
  /** It is its expiry. */
  extendable: boolean;
  lastUsedAt: Date | null;
  withinDays: number;
  total: number;
};

/** Keys that stop working within 1, 7 and 30 days, the next ones first. Whoever rotated one has acted. */
export async function expiringKeys(ctx: Context, keyId: string | null, now: Date): Promise<FindingView[]> {
  const [day, week, month] = WITHIN_DAYS;
  const { rows } = await pool().query<Row>(
    `WITH expiring AS (
       SELECT k.id, k.note, ends_at, coalesce(ends_at = k.expires_at, false) AS extendable, k.last_used_at,
         CASE WHEN ends_at <= $3::timestamptz + make_interval(days => ${day}) THEN ${day}
           WHEN ends_at <= $3::timestamptz + make_interval(days => ${week}) THEN ${week} ELSE ${month} END AS within_days
       FROM api_keys k CROSS JOIN LATERAL (SELECT least(k.expires_at, k.overlap_ends_at) AS ends_at) AS ends
       WHERE k.project_id = $1 AND k.deleted_at IS NULL AND k.enabled AND ends_at > $3
         AND ends_at <= $3::timestamptz + make_interval(days => ${month})
         AND NOT EXISTS (SELECT 1 FROM api_keys s WHERE s.replaces_id = k.id AND s.deleted_at IS NULL)
         AND EXISTS (SELECT 1 FROM projects p WHERE p.id = $1 AND p.organization_id = $2)
         AND ($4::uuid IS NULL OR k.id = $4)
       ORDER BY ends_at, k.id LIMIT ${COUNTED}
     )
     SELECT id, note, ends_at AS "endsAt", extendable, last_used_at AS "lastUsedAt", within_days AS "withinDays", total
     FROM (
       SELECT *, (count(*) OVER (PARTITION BY within_days))::int AS total,
         row_number() OVER (PARTITION BY within_days ORDER BY ends_at, id) AS place
       FROM expiring
     ) numbered WHERE place <= ${TOLD_APART} ORDER BY ends_at, id`,
    [ctx.projectId, ctx.organizationId, now, keyId],
  );
  return WITHIN_DAYS.flatMap((withinDays) => {
    const next = rows.filter((row) => row.withinDays === withinDays);
    const total = next[0]?.total ?? 0;
    return total > TOLD_APART ? [together(next, total)] : next.map((row) => alone(row, now));
  });
}

function alone(row: Row, now: Date): FindingView {
  return {
    id: `expiring:${row.id}`,
    kind: "expiring",
    urgent: row.withinDays === WITHIN_DAYS[0],
    keyId: row.id,
    keyNote: row.note,
    title: `“${row.note}” expires in ${time(row.endsAt.getTime() - now.getTime())}`,
    why: `On ${instant(row.endsAt)}. ${row.lastUsedAt ? `Its last call was on ${instant(row.lastUsedAt)}.` : "It has never been used."}`,
    sinceAt: row.endsAt.toISOString(),
    actions: row.extendable ? ["review", "extend", "rotate"] : ["review", "rotate"],
    listedBy: null,
    dismissable: false,
  };
}

function together(next: Row[], total: number): FindingView {
  const { withinDays, endsAt } = next[0]!;
  const names = next.map(({ note }) => `“${note}”`).join(", ");
  return {
    id: `expiring:${withinDays}`,
    kind: "expiring",
    urgent: withinDays === WITHIN_DAYS[0],
    keyId: null,
    keyNote: null,
    title: `${total >= COUNTED ? `${number(COUNTED)} or more` : number(total)} keys expire within ${counted(withinDays, "day")}`,
    why: `The next: ${names}, from ${instant(endsAt)} on.`,
    sinceAt: endsAt.toISOString(),
    actions: ["extend"],
    listedBy: "expiresAt",
    dismissable: false,
  };
}

/** "5 days", "3 hours", "less than an hour". */
function time(ms: number): string {
  const hours = Math.floor(ms / HOUR_MS);
  if (hours >= 24) return counted(Math.floor(hours / 24), "day");
  return hours > 0 ? counted(hours, "hour") : "less than an hour";
}
