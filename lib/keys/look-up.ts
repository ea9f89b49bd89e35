import { pool } from "../db";
import type { KeyLimits, ResetPeriod } from "../limits";

/** What verification needs to know of a key. */
export type VerifiableKey = {
  id: string;
  note: string;
  projectId: string;
  organizationId: string;
  /** May call models and not manage. */
  gatewayOnly: boolean;
  enabled: boolean;
  deleted: boolean;
  expiresAtMs: number | null;
  limits: KeyLimits;
};

type Row = {
  id: string;
  note: string;
  projectId: string;
  organizationId: string;
  gatewayOnly: boolean;
  enabled: boolean;
  deletedAt: Date | null;
  expiresAt: Date | null;
  costLimitNanoUsd: string | null;
  tokenLimit: string | null;
  requestsPerMinute: number | null;
  resetPeriod: ResetPeriod;
};

/** The key with this SHA-256 (hex), tombstones included, or null. */
export async function lookUpKey(hash: string): Promise<VerifiableKey | null> {
  const { rows } = await pool().query<Row>({
    name: "look-up-key",
    text: `SELECT k.id, k.note, k.gateway_only AS "gatewayOnly", k.project_id AS "projectId", p.organization_id AS "organizationId", k.enabled,
             k.deleted_at AS "deletedAt", least(k.expires_at, k.overlap_ends_at) AS "expiresAt",
             k.cost_limit_nano_usd AS "costLimitNanoUsd", k.token_limit AS "tokenLimit",
             k.requests_per_minute AS "requestsPerMinute", k.reset_period AS "resetPeriod"
           FROM api_keys k JOIN projects p ON p.id = k.project_id
           WHERE k.secret_hash = decode($1, 'hex')`,
    values: [hash],
  });
  const row = rows[0];
  if (!row) return null;
  return {
    id: row.id,
    note: row.note,
    gatewayOnly: row.gatewayOnly,
    projectId: row.projectId,
    organizationId: row.organizationId,
    enabled: row.enabled,
    deleted: row.deletedAt !== null,
    expiresAtMs: row.expiresAt?.getTime() ?? null,
    limits: {
      costNanoUsd: row.costLimitNanoUsd === null ? null : BigInt(row.costLimitNanoUsd),
      tokens: row.tokenLimit === null ? null : Number(row.tokenLimit),
      requestsPerMinute: row.requestsPerMinute,
      resetPeriod: row.resetPeriod,
    },
  };
}
