import type { CommanderError } from "commander";
import { ConfigurationError } from "../env";
import { DomainError, type ErrorCode } from "../errors";
import { StoreError } from "../store";

/** What the exit codes mean. Scripts rely on them. */
export const EXIT = { done: 0, failed: 1, usage: 2, notFound: 3, conflict: 4 } as const;

const EXIT_OF: Record<ErrorCode, number> = {
  unauthenticated: EXIT.failed,
  forbidden: EXIT.failed,
  not_found: EXIT.notFound,
  invalid_input: EXIT.usage,
  conflict: EXIT.conflict,
  too_many_attempts: EXIT.failed,
  unavailable: EXIT.failed,
};

/** A command that has already said, as its result, that something failed. */
export class ReportedFailure extends Error {}

/** Says on standard error what went wrong, as one line or as JSON, and returns the exit code. */
export function reportError(error: unknown, json: boolean): number {
  if (error instanceof ReportedFailure) return EXIT.failed;
  const { code, message, fields } = describe(error);
  if (json) process.stderr.write(`${JSON.stringify({ error: { code, message, fields } })}\n`);
  else process.stderr.write(`error: ${[message, ...fieldLines(message, fields)].join("\n  ")}\n`);
  return error instanceof DomainError ? EXIT_OF[error.code] : EXIT.failed;
}

/** The same for a command that was not written as it has to be, which commander has told a person already. */
export function reportUsage({ code, message }: CommanderError, json: boolean): number {
  if (!json) return EXIT.usage;
  const told = code === "commander.help" ? "Name a command; --help lists them." : message;
  return reportError(
    new DomainError("invalid_input", told.replace(/^error: /, "").replaceAll("\n", " ")),
    json,
  );
}

function describe(error: unknown) {
  if (error instanceof DomainError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const expected = error instanceof StoreError || error instanceof ConfigurationError;
  return { code: "failed", message: expected ? message : `Unexpected: ${message}`, fields: {} };
}

const fieldLines = (message: string, fields: Record<string, string>) =>
  Object.entries(fields)
    .filter(([, text]) => text !== message)
    .map(([name, text]) => `${name}: ${text}`);
