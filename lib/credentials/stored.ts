import type { Context } from "../context";
import { isDatabaseError } from "../db";
import { env } from "../env";
import { DomainError, notFound } from "../errors";
import { isId } from "../ids";
import { parseUsd } from "../money";
import { checkBaseUrl } from "../network";

const HINT_LENGTH = 4;
/** A secret shorter than this shows nothing of itself. */
const SHORTEST_HINTED = 12;

/** Where a credential of this project is; another project's id matches nothing. */
export function within(ctx: Context, id: string) {
  if (!isId(id)) throw notFound("This credential");
  return { id, projectId: ctx.projectId, project: { organizationId: ctx.organizationId } };
}

/** The masked form of a credential's secrets: the last characters of the first that has enough of them. */
export function hintOf(secrets: Record<string, string>): string {
  const [first] = Object.values(secrets);
  if (first === undefined) return "none";
  // The end of a service account's file says nothing; its own key id would.
  return first.length < SHORTEST_HINTED || first.startsWith("{") ? "…" : `…${first.slice(-HINT_LENGTH)}`;
}

/** Refuses an address that the gateway would not call, at the field where it was typed. */
export function requireAllowed(baseUrl: string, config: Record<string, string>): void {
  const refusal = checkBaseUrl(baseUrl, env().GATEHOUSE_UPSTREAM_NETWORKS);
  if (!refusal) return;
  const typed = Object.keys(config).find((field) => /^https?:/.test(config[field]!)) ?? "baseUrl";
  throw new DomainError("invalid_input", refusal, { [`fields.${typed}`]: refusal });
}

type GivenModel = {
  name: string;
  inputUsdPerMillion?: string;
  outputUsdPerMillion?: string;
  cachedInputUsdPerMillion?: string;
};

const nano = (text: string | undefined) => (text ? parseUsd(text) : null);

/** A custom model's name and prices as columns. */
export const modelRow = (model: GivenModel) => ({
  name: model.name,
  inputNanoUsdPerMillion: nano(model.inputUsdPerMillion),
  outputNanoUsdPerMillion: nano(model.outputUsdPerMillion),
  cachedInputNanoUsdPerMillion: nano(model.cachedInputUsdPerMillion),
});

/** Custom models as rows; unless said otherwise they are on the list. */
export const modelRows = (models: (GivenModel & { listed?: boolean })[]) =>
  models.map((model) => ({ ...modelRow(model), listed: model.listed }));

/** Turns a broken unique constraint into the refusal that it means. */
export const nameTaken = (name: string | undefined) => (error: unknown) => {
  if (!isDatabaseError(error, "P2002")) throw error;
  const taken = `This project already has a credential named ${name}. Choose another name.`;
  throw new DomainError("conflict", taken, { name: taken });
};
