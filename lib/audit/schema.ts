import { z } from "zod";

export const ACTOR_KINDS = ["USER", "API_KEY", "CLI", "SYSTEM"] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

const day = z.iso.date({ error: "Enter a date such as 2026-11-30." });

const filters = {
  /** Part of the name of who did it. */
  actor: z.string().trim().max(200).optional(),
  actorKind: z.enum(ACTOR_KINDS).optional(),
  /** `api_key.create`, or `api_key` for all that is done to keys. */
  action: z
    .string()
    .trim()
    .max(100)
    .regex(/^[a-z_]+(\.[a-z_]+)?$/, "Name an action such as api_key.create.")
    .optional(),
  /** Part of the target's name, or its whole id. */
  target: z.string().trim().max(200).optional(),
  projectId: z.string().max(64).optional(),
  /** Days in UTC, both included. */
  from: day.optional(),
  to: day.optional(),
};

export const listAuditInput = z.object({
  ...filters,
  /** The `nextCursor` of the page before. */
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListAuditInput = z.input<typeof listAuditInput>;

export const exportAuditInput = z.object(filters);
export type AuditFilters = z.input<typeof exportAuditInput>;

/** Fields by name, as they were or became. */
export type AuditFields = Record<string, unknown>;

/** One change of state. Times are ISO 8601 in UTC. */
export type AuditEventView = {
  id: string;
  at: string;
  actorKind: ActorKind;
  actorId: string | null;
  /** As it was then. */
  actorName: string;
  /** A person's address, as it is now: names are theirs to choose. */
  actorEmail: string | null;
  action: string;
  targetId: string | null;
  targetName: string | null;
  projectId: string | null;
  /** Null for what belongs to no project, or to one that is gone. */
  projectName: string | null;
  address: string | null;
  before: AuditFields | null;
  after: AuditFields | null;
};

export type AuditPage = { events: AuditEventView[]; nextCursor: string | null };
