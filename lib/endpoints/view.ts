import type { EndpointView } from "./schema";

/** The columns that may leave the domain; of a credential what names it, never more. */
export const ENDPOINT_COLUMNS = {
  id: true,
  slug: true,
  timeoutMs: true,
  createdAt: true,
  createdByName: true,
  updatedAt: true,
  projectId: true,
  targets: {
    orderBy: { position: "asc" },
    select: { model: true, weight: true, credential: { select: { id: true, name: true, provider: true } } },
  },
} as const;

export type TargetRow = {
  credential: { id: string; name: string; provider: string } | null;
  model: string;
  weight: number | null;
};

export type EndpointRow = Omit<EndpointView, "targets" | "fallbacks" | "createdAt" | "updatedAt"> & {
  targets: TargetRow[];
  createdAt: Date;
  updatedAt: Date;
};

/** A row as the world sees it: weighted targets apart from the ordered fallbacks. */
export const toEndpointView = ({ targets, ...row }: EndpointRow): EndpointView => ({
  ...row,
  targets: targets.flatMap(({ weight, ...target }) => (weight === null ? [] : [{ ...target, weight }])),
  fallbacks: targets.flatMap(({ weight, ...fallback }) => (weight === null ? [fallback] : [])),
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

/** What the audit log keeps of an endpoint. */
export const auditFields = ({ slug, targets, fallbacks, timeoutMs }: EndpointView) => ({
  slug,
  targets: targets.map((target) => `${place(target)}:${target.weight}`),
  fallbacks: fallbacks.map(place),
  timeoutMs,
});

const place = ({ credential, model }: Pick<TargetRow, "credential" | "model">) =>
  `${credential?.name ?? "(deleted)"}:${model}`;
