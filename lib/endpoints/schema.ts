import { z } from "zod";

export const MAX_TARGETS = 20;
export const MAX_FALLBACKS = 10;
export const TOTAL_WEIGHT = 100;
export const MIN_TIMEOUT_MS = 1_000;
export const MAX_TIMEOUT_MS = 600_000;

/** What applications pass as `model`. */
export const slug = z
  .string({ error: "Enter a slug." })
  .trim()
  .min(1, "Enter a slug such as support-chat.")
  .max(64, "A slug has at most 64 characters.")
  .regex(/^[a-z0-9._-]+$/, "Use lower-case letters, digits, dots, dashes and underscores.");

const place = {
  credentialId: z.string({ error: "Choose an LLM key." }).min(1, "Choose an LLM key."),
  /** The model's name at the provider. */
  model: z
    .string({ error: "Enter a model." })
    .trim()
    .min(1, "Enter a model.")
    .max(200, "A model has at most 200 characters.")
    .regex(/^[^\s,]*$/, "A model name has no spaces or commas."),
};

const WHOLE_WEIGHT = "Enter a whole weight from 1 to 100.";
const weight = z
  .number({ error: WHOLE_WEIGHT })
  .int(WHOLE_WEIGHT)
  .min(1, WHOLE_WEIGHT)
  .max(100, WHOLE_WEIGHT);

const targets = z
  .array(z.object({ ...place, weight }))
  .min(1, "Add at least one target.")
  .max(MAX_TARGETS, `An endpoint has at most ${MAX_TARGETS} targets.`)
  .refine((list) => totalWeight(list) === TOTAL_WEIGHT, {
    error: ({ input }) =>
      `The weights must add up to ${TOTAL_WEIGHT}; they make ${totalWeight(input as Weighted[])}.`,
  });

const fallbacks = z
  .array(z.object(place))
  .max(MAX_FALLBACKS, `An endpoint has at most ${MAX_FALLBACKS} fallbacks.`);

const TIMEOUT = "Enter 1 to 600 seconds.";
/** How long one target may take to its first byte; null is the installation's own. */
const timeoutMs = z
  .number({ error: TIMEOUT })
  .int(TIMEOUT)
  .min(MIN_TIMEOUT_MS, TIMEOUT)
  .max(MAX_TIMEOUT_MS, TIMEOUT);

export const createEndpointInput = z.object({
  slug,
  targets,
  /** Tried in order when a target answers 429, 5xx or nothing in time. */
  fallbacks: fallbacks.default([]),
  timeoutMs: timeoutMs.nullable().default(null),
});
export type CreateEndpointInput = z.input<typeof createEndpointInput>;

/** Fields left out stay. A list that is given replaces the stored one as a whole. */
export const updateEndpointInput = z.object({
  id: z.string(),
  slug: slug.optional(),
  targets: targets.optional(),
  fallbacks: fallbacks.optional(),
  timeoutMs: timeoutMs.nullable().optional(),
});
export type UpdateEndpointInput = z.input<typeof updateEndpointInput>;

export const endpointIdInput = z.object({ id: z.string() });

type Weighted = { weight: number };
/** The sum of weights as typed; a weight that is no number counts nothing. */
export const totalWeight = (list: readonly Weighted[]): number =>
  list.reduce((sum, { weight }) => sum + (Number.isFinite(weight) ? weight : 0), 0);

/** A place that calls go to. Without its credential (deleted since) it is broken: calls that land there answer `no_credential`. */
export type Fallback = {
  credential: { id: string; name: string; provider: string } | null;
  model: string;
};
export type Target = Fallback & { weight: number };

/** An endpoint as lists and forms see it; times are ISO 8601 in UTC. */
export type EndpointView = {
  id: string;
  slug: string;
  targets: Target[];
  fallbacks: Fallback[];
  timeoutMs: number | null;
  createdAt: string;
  createdByName: string;
  updatedAt: string;
  projectId: string;
};
