import type { Context } from "../../context";
import { pool } from "../../db";
import type { FindingAction, FindingView } from "../schema";
import { DETAILS, type Details, type StoredKind } from "./details";
import { LIFETIME_DAYS } from "./keep";
import { counted, daysBetween, hour, instant, number } from "./words";

const MAX_SHOWN = 50;
const state = (now: string) => `CASE WHEN k.deleted_at IS NOT NULL THEN 'revoked'
  WHEN least(k.expires_at, k.overlap_ends_at) <= ${now} THEN 'expired' WHEN k.enabled THEN 'active' ELSE 'disabled' END`;
const columns = (now: string) => `
  f.id, f.kind, f.details, f.first_seen_at AS "firstSeenAt", f.key_id AS "keyId", k.note AS "keyNote", ${state(now)} AS state,
  coalesce(k.overlap_ends_at <= ${now}, false) AS retired,
  EXISTS (SELECT 1 FROM api_keys s WHERE s.replaces_id = k.id AND s.deleted_at IS NULL) AS succeeded`;

type Row = {
  id: string;
  kind: StoredKind;
  details: unknown;
  firstSeenAt: Date;
  keyId: string;
  keyNote: string;
  state: "active" | "disabled" | "expired" | "revoked";
  /** Its overlap is over: another expiry does not bring it back. */
  retired: boolean;
  /** It was rotated already, which is possible once. */
  succeeded: boolean;
};

/** The stored findings that nobody dismissed, of the project or of one key; the newest first. What a key did before it was deleted is over. */
export async function storedFindings(ctx: Context, keyId: string | null, now: Date): Promise<FindingView[]> {
  const { rows } = await pool().query<Row>(
    `SELECT ${columns("$3")}
     FROM findings f JOIN api_keys k ON k.id = f.key_id
     WHERE f.project_id = $1 AND f.organization_id = $2 AND f.dismissed_at IS NULL
       AND f.last_seen_at > $3::timestamptz - make_interval(days => ${LIFETIME_DAYS})
       AND ($4::uuid IS NULL OR f.key_id = $4) AND (k.deleted_at IS NULL OR f.kind = 'refused_burst')
     ORDER BY f.last_seen_at DESC, f.id DESC LIMIT ${MAX_SHOWN}`,
    [ctx.projectId, ctx.organizationId, now, keyId],
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    urgent: row.kind !== "refused_burst",
    keyId: row.keyId,
    keyNote: row.keyNote,
    ...SAID[row.kind](row),
    sinceAt: row.firstSeenAt.toISOString(),
    listedBy: null,
    dismissable: true,
  }));
}

/** A finding as somebody is told of it who is not looking. */
export type FoundSince = Pick<Row, "id" | "kind" | "keyId"> & {
  organizationId: string;
  projectId: string;
} & Pick<Said, "title" | "why">;

/** What was first found since an instant, in every project; what is no longer so or was dismissed is left out. For jobs. */
export async function findingsSince(since: Date, now: Date): Promise<FoundSince[]> {
  const { rows } = await pool().query<Row & { organizationId: string; projectId: string }>(
    `SELECT ${columns("$2")}, p.organization_id AS "organizationId", p.id AS "projectId"
     FROM findings f JOIN api_keys k ON k.id = f.key_id JOIN projects p ON p.id = k.project_id
     WHERE f.first_seen_at >= $1 AND f.dismissed_at IS NULL
       AND (f.kind = 'refused_burst' OR (${state("$2")}) = 'active')`,
    [since, now],
  );
  return rows.map((row) => {
    const { id, kind, keyId, organizationId, projectId } = row;
    const { title, why } = SAID[kind](row);
    return { id, kind, keyId, organizationId, projectId, title, why };
  });
}

type Said = Pick<FindingView, "title" | "why" | "actions">;

const SAID: Record<StoredKind, (row: Row) => Said> = {
  new_address: (row) => newAddress(row, DETAILS.new_address.parse(row.details)),
  unusual_rate: (row) => unusualRate(row, DETAILS.unusual_rate.parse(row.details)),
  refused_burst: (row) => refusedBurst(row, DETAILS.refused_burst.parse(row.details)),
};

/** A key that is off already need not be switched off, nor one with a successor be rotated. */
const stopping = ({ state, succeeded }: Row): FindingAction[] => [
  ...(state === "active" ? (["disable"] as const) : []),
  ...(succeeded ? [] : (["rotate"] as const)),
];

function newAddress(row: Row, details: Details<"new_address">): Said {
  const { range, address, knownRanges, callsBefore, firstCallAt } = details;
  const days = daysBetween(Date.parse(firstCallAt), row.firstSeenAt.getTime());
  return {
    title: `“${row.keyNote}” is used from a new address range, ${range}`,
    why: `First from ${address} on ${instant(row.firstSeenAt)}. In ${counted(days, "day")} and ${counted(callsBefore, "call")} before, it came from ${counted(knownRanges, "other range")}.`,
    actions: ["review", ...stopping(row)],
  };
}

const unusualRate = (row: Row, { startsAt, requests, busiest }: Details<"unusual_rate">): Said => ({
  title: `“${row.keyNote}” is called far more than usual`,
  why: `${counted(requests, "request")} ${hour(startsAt)}; its busiest hour in 14 days had ${number(busiest)}.`,
  actions: ["review", ...stopping(row)],
});

function refusedBurst(row: Row, { startsAt, refusals }: Details<"refused_burst">): Said {
  const { state, keyNote, retired } = row;
  return {
    title:
      state === "active"
        ? `“${keyNote}” was called while it was switched off or expired`
        : `“${keyNote}” is ${state} and still called`,
    why: `${counted(refusals, "call")} refused with 401 ${hour(startsAt)}.`,
    actions: state === "expired" && !retired ? ["review", "extend"] : ["review"],
  };
}
