import { z } from "zod";
import { newId } from "../../ids";
import { type ImportKeysInput, importKeys, MAX_IMPORTED_KEYS } from "../../keys";
import type { Operation, Resource } from "../operation";
import { toItem } from "./shared";

const resource: Resource = {
  type: "api_key_imports",
  title: "What came of an import of another system's keys. It is not kept.",
  notKept: true,
  attributes: z.object({
    imported: z.number().int().describe("Of a dry run, how many would be."),
    dry_run: z.boolean(),
    problems: z.array(
      z.object({
        line: z.number().int().describe("The line of the file, or the place in the list, counted from 1."),
        field: z.enum(["note", "secret", "sha256", "expires_at"]).nullable(),
        message: z.string(),
      }),
    ),
  }),
  shown: {
    attributes: {
      imported: 1,
      dry_run: false,
      problems: [{ line: 3, field: null, message: "This project has this key already." }],
    },
  },
};

const entry = z.strictObject({
  note: z.string(),
  secret: z.string().optional().describe("The key itself; hashed at once and never kept."),
  sha256: z.string().optional().describe("Instead of the secret: its SHA-256 in hexadecimal."),
  expires_at: z.iso.datetime({ offset: true }).nullable().optional(),
});

const create: Operation = {
  id: "importApiKeys",
  method: "POST",
  path: "/api_keys/imports",
  summary: "Import keys of another system",
  description:
    "They authenticate as they are, and carry no limits. Every line that cannot be imported is named.",
  resource,
  answers: "item",
  // As much as the console takes, written as JSON.
  maxMib: 8,
  attributes: z.object({
    keys: z.array(entry).max(MAX_IMPORTED_KEYS).optional(),
    csv: z
      .string()
      .optional()
      .describe("Instead of keys: a file with the columns note, secret, sha256, expires_at."),
    on_error: z
      .enum(["abort", "skip"])
      .optional()
      .describe("Import nothing, or the rest, when a line is wrong. abort without."),
    dry_run: z.boolean().optional().describe("Only say what would happen."),
  }),
  example: { keys: [{ note: "billing, old", secret: "the-old-system's-secret" }], on_error: "skip" },
  run: async ({ ctx, attributes }) => ({
    data: toItem({ id: newId(), ...(await importKeys(ctx, attributes as ImportKeysInput)) }),
  }),
};

export const apiKeyImports = { create };
