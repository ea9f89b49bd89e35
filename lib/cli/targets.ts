import { DomainError } from "../errors";

/** A target as typed: its credential by name or id. */
export type NamedTarget = { credential: string; model: string };

const TARGET = /^([^:]+):(.+):(\d+)$/;
const FALLBACK = /^([^:]+):(.+)$/;

/** Reads `credential:model:weight`. A model's name may hold colons of its own. */
export function readTarget(text: string): NamedTarget & { weight: number } {
  const [, credential, model, weight] = TARGET.exec(text) ?? [];
  if (credential && model && weight) return { credential, model, weight: Number(weight) };
  throw malformed("--target", "openai-production:gpt-4o:70", text);
}

/** Reads `credential:model`. */
export function readFallback(text: string): NamedTarget {
  const [, credential, model] = FALLBACK.exec(text) ?? [];
  if (credential && model) return { credential, model };
  throw malformed("--fallback", "azure-backup:gpt-4o", text);
}

const malformed = (option: string, example: string, text: string) =>
  new DomainError("invalid_input", `${option} takes something like ${example}, not ${text}.`);
