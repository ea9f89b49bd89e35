import { allows } from "../access";
import type { Context } from "../context";
import { formatUsd } from "../money";
import { catalogueModels, type ProviderId } from "../providers";
import type { CredentialView } from "./schema";

/** The columns that may leave the domain: never the sealed ones. */
export const CREDENTIAL_COLUMNS = {
  id: true,
  name: true,
  provider: true,
  authMethod: true,
  config: true,
  baseUrl: true,
  hint: true,
  withDefaultModels: true,
  models: { orderBy: { name: "asc" } },
  targets: { select: { endpoint: { select: { id: true, slug: true } } } },
  createdAt: true,
  createdByName: true,
  updatedAt: true,
  lastUsedAt: true,
  projectId: true,
} as const;

type ModelRow = {
  name: string;
  inputNanoUsdPerMillion: bigint | null;
  outputNanoUsdPerMillion: bigint | null;
  cachedInputNanoUsdPerMillion: bigint | null;
  listed: boolean;
};

export type CredentialRow = {
  id: string;
  name: string;
  provider: string;
  authMethod: string;
  config: unknown;
  baseUrl: string;
  hint: string;
  withDefaultModels: boolean;
  models: ModelRow[];
  targets: { endpoint: { id: string; slug: string } }[];
  createdAt: Date;
  createdByName: string;
  updatedAt: Date;
  lastUsedAt: Date | null;
  projectId: string;
};

const usd = (nano: bigint | null) => (nano === null ? null : formatUsd(nano));

/** A row as the world sees it. */
export function toCredentialView({ targets, ...row }: CredentialRow): CredentialView {
  const provider = row.provider as ProviderId;
  const dependents = new Map(targets.map(({ endpoint }) => [endpoint.id, endpoint]));
  return {
    ...row,
    provider,
    config: row.config as Record<string, string>,
    models: row.models.map((model) => ({
      name: model.name,
      inputUsdPerMillion: usd(model.inputNanoUsdPerMillion),
      outputUsdPerMillion: usd(model.outputNanoUsdPerMillion),
      cachedInputUsdPerMillion: usd(model.cachedInputNanoUsdPerMillion),
      listed: model.listed,
    })),
    defaultModelCount: catalogueModels(provider).length,
    dependents: [...dependents.values()].sort((a, b) => (a.slug < b.slug ? -1 : 1)),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}

/** A row as one role may read it: who cannot change a credential learns its name, models and use, not where it leads nor how its secret ends. */
export function toReadView({ role }: Context, row: CredentialRow): CredentialView {
  const view = toCredentialView(row);
  return allows(role, "credentials:write") ? view : { ...view, config: {}, baseUrl: "", hint: "" };
}
