import type { Context } from "../context";
import { DomainError } from "../errors";
import { isId, newId } from "../ids";
import { MAX_TARGETS } from "./schema";

type Place = { credentialId: string; model: string; weight?: number };
/** The lists of an input that are given, by the names of their fields. */
type Lists = { targets?: Place[]; fallbacks?: Place[] };

/**
 * Checks that every target names a credential of this project, and keeps those from being deleted until the transaction ends.
 * Throws `invalid_input` with a message on each target at fault.
 */
export async function holdCredentials(ctx: Context, lists: Lists): Promise<void> {
  const named = Object.values(lists).flatMap((list) => list ?? []);
  const ids = [...new Set(named.map((place) => place.credentialId))].filter(isId).sort();
  const held = new Set((await lock(ctx, ids)).map((row) => row.id));
  const fields: Record<string, string> = {};
  for (const [name, list] of Object.entries(lists)) {
    for (const [i, { credentialId }] of (list ?? []).entries()) {
      if (!held.has(credentialId.toLowerCase())) {
        fields[`${name}.${i}.credentialId`] = "This LLM key does not exist any more. Choose another one.";
      }
    }
  }
  const [first] = Object.values(fields);
  if (first) throw new DomainError("invalid_input", first, fields);
}

const lock = (ctx: Context, ids: string[]) => ctx.db.$queryRaw<{ id: string }[]>`
  SELECT c.id::text AS id FROM credentials c JOIN projects p ON p.id = c.project_id
  WHERE c.id = ANY(${ids}::uuid[]) AND p.id = ${ctx.projectId}::uuid AND p.organization_id = ${ctx.organizationId}::uuid
  ORDER BY c.id FOR KEY SHARE OF c`;

/** Fallbacks stand behind the targets, however many of these there are: each list is replaced without touching the other. */
const FIRST_POSITION = { targets: 0, fallbacks: MAX_TARGETS };

/** The rows of the lists that are given; a fallback has no weight. */
export const targetRows = (lists: Lists) =>
  (["targets", "fallbacks"] as const).flatMap((name) =>
    (lists[name] ?? []).map(({ credentialId, model, weight }, i) => ({
      id: newId(),
      position: FIRST_POSITION[name] + i,
      credentialId,
      model,
      weight: weight ?? null,
    })),
  );

/** Replaces the lists that are given, each as a whole. */
export async function replaceTargets(ctx: Context, endpointId: string, lists: Lists): Promise<void> {
  const stored = ctx.db.endpointTarget;
  if (lists.targets) await stored.deleteMany({ where: { endpointId, weight: { not: null } } });
  if (lists.fallbacks) await stored.deleteMany({ where: { endpointId, weight: null } });
  await stored.createMany({ data: targetRows(lists).map((row) => ({ ...row, endpointId })) });
}
