import type { PoolClient } from "pg";
import { formatUsd, parseUsd } from "../../money";
import { consumption } from "../../usage";
import type { Told } from "../keep";
import { instant } from "./words";

const NEARLY_PERCENT = 80n;
const AT_ONCE = 2000;

type Place = Pick<Told, "organizationId" | "projectId">;
type Key = Place & {
  id: string;
  note: string;
  resetPeriod: "never" | "daily" | "weekly" | "monthly";
  costLimit: string | null;
  tokenLimit: string | null;
};
type Use = { used: bigint; limit: bigint; what: "cost" | "tokens" };

/** Budgets of keys used or changed since an instant that are spent, or nearly; of one limit only what is closest. */
export async function budgets(client: PoolClient, since: Date | null, now: Date): Promise<Told[]> {
  const told: Told[] = [];
  let keys: Key[] = [];
  do {
    keys = await limitedKeys(client, since, now, keys.at(-1)?.id ?? null);
    const uses = await consumption(keys, now);
    for (const key of keys) {
      const { costUsd, tokens, periodStartedAt, resetsAt } = uses.get(key.id)!;
      const cost = { what: "cost" as const, used: parseUsd(costUsd) ?? 0n, limit: key.costLimit };
      const all = [cost, { what: "tokens" as const, used: BigInt(tokens), limit: key.tokenLimit }];
      for (const { limit, ...use } of all) {
        if (limit === null) continue;
        const notice = tell(key, { ...use, limit: BigInt(limit) }, periodStartedAt, resetsAt);
        if (notice) told.push(notice);
      }
    }
  } while (keys.length === AT_ONCE);
  return told;
}

/** Active keys with a budget, a page at a time. */
async function limitedKeys(client: PoolClient, since: Date | null, now: Date, afterId: string | null) {
  const { rows } = await client.query<Key>(
    `SELECT k.id, k.note, k.reset_period AS "resetPeriod", k.cost_limit_nano_usd AS "costLimit", k.token_limit AS "tokenLimit",
       p.id AS "projectId", p.organization_id AS "organizationId"
     FROM api_keys k JOIN projects p ON p.id = k.project_id
     WHERE (k.cost_limit_nano_usd IS NOT NULL OR k.token_limit IS NOT NULL) AND k.deleted_at IS NULL AND k.enabled
       AND coalesce(k.expires_at > $2, true) AND coalesce(k.overlap_ends_at > $2, true)
       AND ($1::timestamptz IS NULL OR k.last_used_at >= $1 OR k.updated_at >= $1) AND ($3::uuid IS NULL OR k.id > $3)
     ORDER BY k.id LIMIT ${AT_ONCE}`,
    [since, now, afterId],
  );
  return rows;
}

function tell(key: Key, use: Use, startedAt: string | null, resetsAt: string | null): Told | null {
  const { used, limit, what } = use;
  if (used * 100n < limit * NEARLY_PERCENT) return null;
  const spent = used >= limit;
  const percent = spent ? 100 : Number((used * 100n) / limit);
  const { organizationId, projectId, id: keyId, note, resetPeriod } = key;
  const name = what === "cost" ? "cost limit" : "token limit";
  const anew = resetsAt ? `It starts anew on ${instant(new Date(resetsAt))}.` : "It does not start anew.";
  return {
    ...{ organizationId, projectId, keyId },
    kind: spent ? "budget_spent" : "budget_nearly_spent",
    subject: [keyId, what, startedAt ?? "ever", limit].join(":"),
    title: spent ? `“${note}” has spent its ${name}` : `“${note}” has spent ${percent} % of its ${name}`,
    body: `${amount(use, used)} of ${amount(use, limit)}. ${anew}${spent ? " Its calls are refused until then, or until the limit is raised." : ""}`,
    details: {
      limit: what,
      percent,
      resetPeriod,
      periodStartedAt: startedAt,
    },
  };
}

const amount = ({ what }: Use, value: bigint) =>
  what === "cost" ? `$${formatUsd(value)}` : `${value.toLocaleString("en-US")} tokens`;
