import { onChange } from "../changes";
import { CoherentCache } from "../coherent-cache";
import { pool } from "../db";
import type { OrganizationLimits } from "../limits";

const MAX_ORGANIZATIONS = 10_000;

/** Each organization's limits, from memory wherever it can. */
export class OrganizationCache {
  readonly #cache = new CoherentCache<OrganizationLimits>({
    load: loadLimits,
    maxEntries: MAX_ORGANIZATIONS,
  });
  readonly close = onChange((change) => {
    if (change.kind === "organization") this.#cache.invalidate(change.organizationId);
  });

  /** At once when known here and current, else a promise. Rejects with StoreUnavailableError. */
  limits(organizationId: string): OrganizationLimits | Promise<OrganizationLimits> {
    return this.#cache.get(organizationId);
  }
}

async function loadLimits(organizationId: string): Promise<OrganizationLimits> {
  const { rows } = await pool().query<OrganizationLimits>({
    name: "organization-limits",
    text: `SELECT requests_per_minute AS "requestsPerMinute", concurrency, credits_nano_usd IS NOT NULL AS prepaid
           FROM organizations WHERE id = $1`,
    values: [organizationId],
  });
  // Its keys went with it: a call that still comes is refused rather than let through without limits.
  if (!rows[0]) throw new Error(`organization ${organizationId} does not exist`);
  return rows[0];
}
