import { authorise } from "../../access";
import type { Context } from "../../context";
import { pool } from "../../db";
import type { UnpricedView } from "../schema";
import { OURS, ours } from "./tenancy";

const TEXT = `
  SELECT u.credential_id AS "credentialId", c.name AS "credentialName", c.provider, u.model, u.requests,
    u.input_tokens AS "inputTokens", u.output_tokens AS "outputTokens", u.first_at AS "firstAt", u.last_at AS "lastAt"
  FROM unpriced_usage u LEFT JOIN credentials c ON c.id = u.credential_id AND c.project_id = $1
  WHERE u.project_id = $1 AND ${OURS}
  ORDER BY u.requests DESC, u.model, u.credential_id`;

type Row = Omit<UnpricedView, "requests" | "inputTokens" | "outputTokens" | "firstAt" | "lastAt"> &
  Record<"requests" | "inputTokens" | "outputTokens", string> &
  Record<"firstAt" | "lastAt", Date>;

/** The models of a project that were called without a price, the most called first. */
export async function listUnpriced(ctx: Context): Promise<UnpricedView[]> {
  authorise(ctx, "usage:read");
  const { rows } = await pool().query<Row>(TEXT, ours(ctx));
  return rows.map((row) => ({
    ...row,
    requests: Number(row.requests),
    inputTokens: Number(row.inputTokens),
    outputTokens: Number(row.outputTokens),
    firstAt: row.firstAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
  }));
}
