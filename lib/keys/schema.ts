import { z } from "zod";
import {
  type Consumption,
  costLimitUsd,
  type LimitsView,
  requestsPerMinute,
  resetPeriod,
  tokenLimit,
} from "../limits/schema";

/** What a key may do now; derived from the row and the clock, never stored. */
export const KEY_STATUSES = ["active", "disabled", "expired", "revoked"] as const;
export type KeyStatus = (typeof KEY_STATUSES)[number];

export const note = z
  .string({ error: "Enter a note." })
  .trim()
  .min(1, "Enter a note that says who uses the key.")
  .max(100, "A note has at most 100 characters.");

/** The last instant that is written with four digits for the year: what comes after it, the database does not read. */
export const LATEST_EXPIRY_MS = Date.parse("9999-12-31T23:59:59.999Z");

/** An instant in the future (ISO 8601 with a zone), or null for "never". */
export const expiresAt = z.iso
  .datetime({ offset: true, error: "Enter a date and time such as 2027-01-31T23:59:59Z." })
  .refine((value) => Date.parse(value) > Date.now(), "Choose a time in the future.")
  .refine(
    (value) => !(Date.parse(value) > LATEST_EXPIRY_MS),
    "Choose a time before the year 10000 in UTC, or leave the expiry out for a key that never expires.",
  )
  .nullable();

/** May call models and not manage: the REST API refuses it. */
export const gatewayOnly = z.boolean({ error: "Say true or false." });

export const createKeyInput = z.object({
  note,
  expiresAt: expiresAt.default(null),
  costLimitUsd: costLimitUsd.default(null),
  tokenLimit: tokenLimit.default(null),
  requestsPerMinute: requestsPerMinute.default(null),
  resetPeriod: resetPeriod.default("never"),
  gatewayOnly: gatewayOnly.default(false),
});
export type CreateKeyInput = z.input<typeof createKeyInput>;

/** Fields left out stay as they are; null clears the expiry or a limit. */
export const updateKeyInput = z.object({
  id: z.string(),
  note: note.optional(),
  expiresAt: expiresAt.optional(),
  costLimitUsd: costLimitUsd.optional(),
  tokenLimit: tokenLimit.optional(),
  requestsPerMinute: requestsPerMinute.optional(),
  resetPeriod: resetPeriod.optional(),
  enabled: z.boolean({ error: "Say true or false." }).optional(),
  gatewayOnly: gatewayOnly.optional(),
});
export type UpdateKeyInput = z.input<typeof updateKeyInput>;

export const keyIdInput = z.object({ id: z.string() });

/** How long a rotated key goes on working. */
export const OVERLAPS = ["now", "1h", "24h", "7d", "until_deleted"] as const;
export type Overlap = (typeof OVERLAPS)[number];

export const overlap = z.enum(OVERLAPS, { error: "Choose now, 1h, 24h, 7d or until_deleted." });
export const rotateKeyInput = z.object({ id: z.string(), overlap });
export type RotateKeyInput = z.input<typeof rotateKeyInput>;

export const MAX_IMPORTED_KEYS = 10_000;
export const MAX_IMPORT_BYTES = 5 * 1024 * 1024;
export const MIN_LEGACY_SECRET_LENGTH = 16;
export const MAX_LEGACY_SECRET_LENGTH = 500;

/** One key of another system: by its plaintext, or by its SHA-256 in hex. Checked line by line, so that one does not spoil the others. */
export type ImportedEntry = { note?: unknown; secret?: unknown; sha256?: unknown; expiresAt?: unknown };

export const importKeysInput = z.object({
  /** A file with a header line: note, secret or sha256, expires_at. Instead of `keys`. */
  csv: z.string().max(MAX_IMPORT_BYTES, "A file has at most 5 MiB.").optional(),
  keys: z.array(z.record(z.string(), z.unknown())).max(MAX_IMPORTED_KEYS).optional(),
  /** What becomes of the rest when a line cannot be imported. */
  onError: z.enum(["skip", "abort"], { error: "Choose skip or abort." }).default("abort"),
  /** Only say what would happen. */
  dryRun: z.boolean().default(false),
});
export type ImportKeysInput = z.input<typeof importKeysInput>;

/** Why a line cannot be imported. Never holds any of its secret. */
export type ImportProblem = {
  line: number;
  field: "note" | "secret" | "sha256" | "expires_at" | null;
  message: string;
};

export type ImportResult = {
  /** How many were imported; of a dry run, how many would be. */
  imported: number;
  problems: ImportProblem[];
  dryRun: boolean;
};

export const KEY_SORTS = ["createdAt", "note", "lastUsedAt", "expiresAt"] as const;
export type KeySort = (typeof KEY_SORTS)[number];

export const listKeysInput = z.object({
  /** Part of a note or display secret, or a whole id. */
  search: z.string().trim().max(200).default(""),
  /** Without one, every key that is not deleted. */
  status: z.enum(KEY_STATUSES).optional(),
  sort: z.enum(KEY_SORTS).default("createdAt"),
  direction: z.enum(["asc", "desc"]).default("desc"),
  /** The `nextCursor` of the page before. */
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListKeysInput = z.input<typeof listKeysInput>;

/** Another key of the project. */
export type KeyLink = { id: string; note: string; createdAt: string };

/** A key as lists and forms see it; times are ISO 8601 in UTC. Never holds the secret or its hash. */
export type KeyView = LimitsView & {
  id: string;
  note: string;
  displaySecret: string;
  status: KeyStatus;
  enabled: boolean;
  /** May call models and not manage. */
  gatewayOnly: boolean;
  /** Imported from another system; carries no limits. */
  legacy: boolean;
  /** The key that this one succeeds, and the one that succeeds it. */
  replaces: KeyLink | null;
  replacedBy: KeyLink | null;
  /** When a rotated key stops working; null while it is not rotated, or works until it is deleted. */
  overlapEndsAt: string | null;
  expiresAt: string | null;
  createdAt: string;
  createdByName: string;
  lastUsedAt: string | null;
  lastUsedAddress: string | null;
  lastUsedUserAgent: string | null;
  deletedAt: string | null;
  projectId: string;
  organizationId: string;
};

/** The result of create: the only place where the secret exists. */
export type CreatedKey = KeyView & { secret: string };

/** A key as it is read, with what it has used in its current reset period. */
export type ReadKey = KeyView & { consumption: Consumption };

export type KeyPage = {
  keys: ReadKey[];
  nextCursor: string | null;
  /** How many match, counted up to `TOTAL_CAP`. */
  total: number;
};
export const TOTAL_CAP = 10_000;
