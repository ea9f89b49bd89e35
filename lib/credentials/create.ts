import { authorise } from "../access";
import { recordAudit } from "../audit";
import type { Context } from "../context";
import { isDatabaseError, transaction } from "../db";
import { env } from "../env";
import { DomainError } from "../errors";
import { newId } from "../ids";
import { checkBaseUrl } from "../network";
import { parse } from "../parse";
import { sealSecret } from "./envelope";
import {
  type CreateCredentialInput,
  type CredentialView,
  createCredentialInput,
  OPENAI_BASE_URL,
} from "./schema";
import { CREDENTIAL_COLUMNS, toCredentialView } from "./view";

const HINT_LENGTH = 4;
/** A secret shorter than this shows nothing of itself. */
const SHORTEST_HINTED = 12;

/** Stores a provider's secret, sealed. The gateway can forward with it on the next call. */
export async function createCredential(ctx: Context, input: CreateCredentialInput): Promise<CredentialView> {
  authorise(ctx, "credentials:write");
  const { secret, models, name, provider, ...given } = parse(createCredentialInput, input);
  const baseUrl = given.baseUrl ?? OPENAI_BASE_URL;
  const refusal = checkBaseUrl(baseUrl, env().GATEHOUSE_UPSTREAM_NETWORKS);
  if (refusal) throw new DomainError("invalid_input", refusal, { baseUrl: refusal });
  const id = newId();
  return transaction(ctx, async (ctx, changed) => {
    const row = await ctx.db.credential.create({
      data: {
        id,
        projectId: ctx.projectId,
        name,
        provider,
        baseUrl,
        hint: secret.length < SHORTEST_HINTED ? "…" : `…${secret.slice(-HINT_LENGTH)}`,
        ...sealSecret(id, secret),
        createdByKind: ctx.actor.kind,
        createdById: ctx.actor.id,
        createdByName: ctx.actor.name,
        models: { create: models.map((model) => ({ name: model })) },
      },
      select: CREDENTIAL_COLUMNS,
    });
    changed({ kind: "routes", projectId: ctx.projectId });
    await recordAudit(ctx, {
      action: "credential.create",
      targetId: id,
      targetName: name,
      after: { name, provider, baseUrl, models },
    });
    return toCredentialView(row);
  }).catch((error) => {
    if (!isDatabaseError(error, "P2002")) throw error;
    const taken = `This project already has a credential named ${name}. Choose another name.`;
    throw new DomainError("conflict", taken, { name: taken });
  });
}
