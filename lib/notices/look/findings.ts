import { findingsSince } from "../../usage";
import type { Told } from "../keep";

const LOOK_BACK_MS = 24 * 60 * 60 * 1000;

/** Findings of the past day. Older ones were there before anybody looked: they stay on the overview and are not news. */
export async function findings(nowMs: number): Promise<Told[]> {
  const found = await findingsSince(new Date(nowMs - LOOK_BACK_MS), new Date(nowMs));
  return found.map(({ id, organizationId, projectId, keyId, kind, title, why }) => ({
    ...{ organizationId, projectId, keyId, title },
    kind: "finding" as const,
    subject: id,
    body: why,
    details: { finding: kind },
  }));
}
