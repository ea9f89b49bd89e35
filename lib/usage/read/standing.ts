import type { Context } from "../../context";
import { pool } from "../../db";
import { notFound } from "../../errors";
import type { ResetPeriod } from "../../generated/enums";
import { isId } from "../../ids";
import { formatUsd } from "../../money";
import { FORWARDED } from "../forwarded";
import type { Standing } from "../schema";
import { consumption } from "./consumption";

type KeyLimitsRow = {
  id: string;
  costLimit: string | null;
  tokenLimit: string | null;
  requestsPerMinute: number | null;
  resetPeriod: ResetPeriod;
};

const KEY = `
  SELECT k.id, k.cost_limit_nano_usd AS "costLimit", k.token_limit AS "tokenLimit",
    k.requests_per_minute AS "requestsPerMinute", k.reset_period AS "resetPeriod"
  FROM api_keys k JOIN projects p ON p.id = k.project_id
  WHERE k.id = $1 AND k.project_id = $2 AND p.organization_id = $3`;

/** A key of this project, deleted ones included, with its limits. Throws `not_found`. */
export async function ownKey(ctx: Context, id: string): Promise<KeyLimitsRow> {
  const values = [id, ctx.projectId, ctx.organizationId];
  const key = isId(id) ? (await pool().query<KeyLimitsRow>(KEY, values)).rows[0] : undefined;
  if (!key) throw notFound("This API key");
  return key;
}

const MINUTE_MS = 60_000;
// Instants, not an interval: only the partitions between them are planned for.
const LAST_MINUTE = `
  SELECT count(*)::int AS requests FROM usage_records
  WHERE key_id = $1 AND at > $2 AND at <= $3 AND ${FORWARDED}`;

/** What a key has used against each of its limits. */
export async function standingOf(key: KeyLimitsRow, now: Date): Promise<Standing> {
  const [uses, minute] = await Promise.all([
    consumption([key], now),
    pool().query<{ requests: number }>(LAST_MINUTE, [key.id, new Date(now.getTime() - MINUTE_MS), now]),
  ]);
  const used = uses.get(key.id)!;
  return {
    cost: {
      usedUsd: used.costUsd,
      limitUsd: key.costLimit === null ? null : formatUsd(BigInt(key.costLimit)),
    },
    tokens: { used: used.tokens, limit: key.tokenLimit === null ? null : Number(key.tokenLimit) },
    requests: { lastMinute: minute.rows[0]!.requests, limitPerMinute: key.requestsPerMinute },
    resetPeriod: key.resetPeriod,
    periodStartedAt: used.periodStartedAt,
    resetsAt: used.resetsAt,
  };
}
