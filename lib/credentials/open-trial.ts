import { authorise } from "../access";
import type { Context } from "../context";
import { notFound } from "../errors";
import { newId } from "../ids";
import { parse } from "../parse";
import type { ProviderId } from "../providers";
import { mergeFields } from "./merge";
import type { OpenCredential } from "./routes";
import {
  type CreateCredentialInput,
  createCredentialInput,
  type UpdateCredentialInput,
  updateCredentialInput,
} from "./schema";
import { requireAllowed, within } from "./stored";

/** A form that may not be saved yet: of a new credential, or over a stored one. */
export type TrialInput = CreateCredentialInput | UpdateCredentialInput;

/**
 * Opens what a form holds for one trial call to its provider. For whoever may save it, and by the same rules: a stored secret stands
 * in for an empty field only while the host is the stored one. The gateway makes the call; the result never leaves the server.
 */
export async function openTrial(ctx: Context, input: TrialInput): Promise<OpenCredential> {
  authorise(ctx, "credentials:write");
  const trial = "id" in input ? await over(ctx, input) : fresh(input);
  requireAllowed(trial.baseUrl, trial.config);
  return { ...trial, models: [], openEnded: true, prices: new Map(), createdAtMs: Date.now() };
}

type Trial = Omit<OpenCredential, "models" | "openEnded" | "prices" | "createdAtMs">;

function fresh(input: CreateCredentialInput): Trial {
  const { name, provider, authMethod, baseUrl, config, secrets } = parse(createCredentialInput, input);
  return { id: newId(), name, provider, authMethod, baseUrl, config, secrets };
}

async function over(ctx: Context, input: UpdateCredentialInput): Promise<Trial> {
  const { id, fields } = parse(updateCredentialInput, input);
  const row = await ctx.db.credential.findFirst({ where: within(ctx, id) });
  if (!row) throw notFound("This credential");
  const { baseUrl, config, secrets } = await mergeFields(row, fields ?? {});
  const { name, authMethod } = row;
  return { id, name, provider: row.provider as ProviderId, authMethod, baseUrl, config, secrets };
}
