import type { Context } from "../context";
import type { ResetPeriod } from "../limits/schema";
import { formatUsd } from "../money";
import type { KeyLink, KeyStatus, KeyView } from "./schema";

/** The columns that may leave the domain, and the hash that notifications need. Never more. */
export const KEY_COLUMNS = {
  id: true,
  note: true,
  displaySecret: true,
  secretHash: true,
  enabled: true,
  gatewayOnly: true,
  legacy: true,
  overlapEndsAt: true,
  replaces: { select: { id: true, note: true, createdAt: true } },
  replacedBy: { select: { id: true, note: true, createdAt: true, deletedAt: true } },
  expiresAt: true,
  createdAt: true,
  createdByName: true,
  lastUsedAt: true,
  lastUsedAddress: true,
  lastUsedUserAgent: true,
  deletedAt: true,
  projectId: true,
  costLimitNanoUsd: true,
  tokenLimit: true,
  requestsPerMinute: true,
  resetPeriod: true,
} as const;

/** A time is a text where it comes from hand-written SQL. */
type LinkRow = { id: string; note: string; createdAt: Date | string; deletedAt?: Date | null };

export type KeyRow = {
  id: string;
  note: string;
  displaySecret: string;
  enabled: boolean;
  gatewayOnly: boolean;
  legacy: boolean;
  overlapEndsAt: Date | null;
  replaces: LinkRow | null;
  replacedBy: LinkRow | null;
  expiresAt: Date | null;
  createdAt: Date;
  createdByName: string;
  lastUsedAt: Date | null;
  lastUsedAddress: string | null;
  lastUsedUserAgent: string | null;
  deletedAt: Date | null;
  projectId: string;
  /** Texts where they come from hand-written SQL. */
  costLimitNanoUsd: bigint | string | null;
  tokenLimit: bigint | string | null;
  requestsPerMinute: number | null;
  resetPeriod: ResetPeriod;
};

/** What a key may do at an instant. */
export function statusOf(
  key: Pick<KeyRow, "deletedAt" | "enabled" | "expiresAt" | "overlapEndsAt">,
  now: Date,
): KeyStatus {
  if (key.deletedAt) return "revoked";
  if ([key.expiresAt, key.overlapEndsAt].some((end) => end && end <= now)) return "expired";
  return key.enabled ? "active" : "disabled";
}

const toLink = (row: LinkRow | null): KeyLink | null =>
  row && { id: row.id, note: row.note, createdAt: new Date(row.createdAt).toISOString() };

/** A row as the world sees it. */
export function toKeyView(ctx: Pick<Context, "organizationId">, row: KeyRow, now = new Date()): KeyView {
  return {
    id: row.id,
    note: row.note,
    displaySecret: row.displaySecret,
    status: statusOf(row, now),
    enabled: row.enabled,
    gatewayOnly: row.gatewayOnly,
    legacy: row.legacy,
    overlapEndsAt: row.overlapEndsAt?.toISOString() ?? null,
    replaces: toLink(row.replaces),
    // A successor that was deleted succeeds nobody.
    replacedBy: row.replacedBy?.deletedAt ? null : toLink(row.replacedBy),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    createdByName: row.createdByName,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    lastUsedAddress: row.lastUsedAddress,
    lastUsedUserAgent: row.lastUsedUserAgent,
    deletedAt: row.deletedAt?.toISOString() ?? null,
    projectId: row.projectId,
    organizationId: ctx.organizationId,
    ...toLimitsView(row),
  };
}

/** A row's limits as the world sees them. */
export const toLimitsView = (
  row: Pick<KeyRow, "costLimitNanoUsd" | "tokenLimit" | "requestsPerMinute" | "resetPeriod">,
) => ({
  costLimitUsd: row.costLimitNanoUsd === null ? null : formatUsd(BigInt(row.costLimitNanoUsd)),
  tokenLimit: row.tokenLimit === null ? null : Number(row.tokenLimit),
  requestsPerMinute: row.requestsPerMinute,
  resetPeriod: row.resetPeriod,
});
