import type { CredentialView, ProviderId } from "./schema";

/** The columns that may leave the domain: never the sealed ones. */
export const CREDENTIAL_COLUMNS = {
  id: true,
  name: true,
  provider: true,
  baseUrl: true,
  hint: true,
  models: { select: { name: true }, orderBy: { name: "asc" } },
  createdAt: true,
  createdByName: true,
  updatedAt: true,
  lastUsedAt: true,
  projectId: true,
} as const;

type CredentialRow = {
  id: string;
  name: string;
  provider: string;
  baseUrl: string;
  hint: string;
  models: { name: string }[];
  createdAt: Date;
  createdByName: string;
  updatedAt: Date;
  lastUsedAt: Date | null;
  projectId: string;
};

/** A row as the world sees it. */
export const toCredentialView = (row: CredentialRow): CredentialView => ({
  ...row,
  provider: row.provider as ProviderId,
  models: row.models.map((model) => model.name),
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
});
