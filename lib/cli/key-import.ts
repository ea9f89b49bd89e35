import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { DomainError } from "../errors";
import { type ImportKeysInput, type ImportResult, importKeys } from "../keys";
import { ReportedFailure } from "./errors";
import { secretFromStdin } from "./input";
import { printJson, printLine, printTable } from "./output";
import { contextForProject, withStore } from "./session";

type Options = {
  project: string;
  file?: string;
  note?: string;
  secretStdin?: boolean;
  sha256?: string;
  expiresAt?: string;
  onError: string;
  dryRun?: boolean;
  json?: boolean;
};

/** `gatehouse keys import`. */
export function addKeyImport(keys: Command): void {
  keys
    .command("import")
    .description("let keys of another system go on working, as legacy keys without limits")
    .requiredOption("--project <id or slug>", "the project they belong to")
    .option("--file <path>", "CSV with a header: note, secret or sha256, expires_at")
    .option("--note <text>", "one key: who uses it")
    .option("--secret-stdin", "one key: read its secret from standard input")
    .option("--sha256 <hex>", "one key: the SHA-256 of its secret")
    .option("--expires-at <ISO time>", "one key: when it stops working")
    .option(
      "--on-error <choice>",
      "when a line cannot be imported: skip it, or abort and import none",
      "abort",
    )
    .option("--dry-run", "only say what would happen")
    .option("--json", "print JSON for a program")
    .action((options: Options) => withStore(() => run(options)));
}

async function run(options: Options): Promise<void> {
  const ctx = await contextForProject(options.project);
  const onError = options.onError as ImportKeysInput["onError"];
  const source = await sourceOf(options);
  const result = await importKeys(ctx, { ...source, onError, dryRun: options.dryRun ?? false });
  if (options.json) printJson(result);
  else report(result);
  if (result.problems.length > 0 && onError !== "skip") throw new ReportedFailure();
}

async function sourceOf(options: Options): Promise<Pick<ImportKeysInput, "csv" | "keys">> {
  const { file, note, sha256, expiresAt } = options;
  if (file !== undefined && note !== undefined) {
    throw new DomainError("invalid_input", "Give --file, or --note for one key, not both.");
  }
  if (file !== undefined) return { csv: await textOf(file) };
  if (note === undefined) throw new DomainError("invalid_input", "Give --file, or --note for one key.");
  if (sha256 !== undefined) return { keys: [{ note, sha256, expiresAt }] };
  const secret = await secretFromStdin(options.secretStdin ?? false, "--secret-stdin");
  return { keys: [{ note, secret, expiresAt }] };
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new DomainError("invalid_input", `${file} cannot be read (${code}).`);
  }
}

function report({ imported, problems, dryRun }: ImportResult): void {
  const keys = imported === 1 ? "1 key" : `${imported} keys`;
  printLine(dryRun ? `${keys} can be imported.` : `Imported ${keys}.`);
  if (problems.length > 0)
    printTable(
      ["LINE", "FIELD", "PROBLEM"],
      problems.map(({ line, field, message }) => [String(line), field ?? "", message]),
      "",
    );
}
