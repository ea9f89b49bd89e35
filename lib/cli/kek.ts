import { randomBytes } from "node:crypto";
import type { Command } from "commander";
import { type KekStatus, kekStatus, type Rotation, retireKek, rotateKek } from "../credentials";
import { DomainError } from "../errors";
import { createSecretFile } from "../secret-file";
import { confirmed } from "./input";
import { printJson, printLine, printTable, shortTime } from "./output";
import { contextIn, withStore } from "./session";

type Output = { json?: boolean };
type RotateOptions = Output & { batchSize: string; printNewKey?: boolean; newKeyFile?: string };

const PROGRESS_EVERY_MS = 500;
const context = () => contextIn({ organizationId: "", projectId: "" });

/** `gatehouse kek rotate|status|retire`. */
export function addKekCommands(program: Command): void {
  const kek = program
    .command("kek")
    .description("the key-encryption key that provider credentials are sealed under");
  kek
    .command("rotate")
    .description(
      "seal every credential under a new version, while everything goes on; run it again if it was cut off",
    )
    .option("--batch-size <number>", "credentials per transaction", "500")
    .option("--print-new-key", "only make a key for GATEHOUSE_KEK and print it")
    .option("--new-key-file <path>", "only make a key for GATEHOUSE_KEK and write it to a new file")
    .option("--json", "print JSON for a program")
    .action((options: RotateOptions) =>
      options.printNewKey || options.newKeyFile ? makeKey(options) : withStore(() => rotate(options)),
    );
  kek
    .command("status")
    .description("the versions, and how many credentials are sealed under each")
    .option("--json", "print JSON for a program")
    .action((options: Output) => withStore(() => status(options)));
  kek
    .command("retire <version>")
    .description("give up a version that nothing is sealed under; older backups of the database need it")
    .option("--yes", "do not ask")
    .option("--json", "print JSON for a program")
    .action((version: string, options: Output & { yes?: boolean }) =>
      withStore(() => retire(version, options)),
    );
}

async function rotate({ json, batchSize }: RotateOptions): Promise<void> {
  const result = await rotateKek(context(), { batchSize: Number(batchSize), onProgress: reporter() });
  if (json) printJson(result);
  else
    printLine(
      `KEK version ${result.version}: ${result.resealed} credentials sealed anew, ${result.opened} open.`,
    );
  if (!result.completed) throw incomplete(result);
}

/** A line on standard error at most twice a second, and at the end. */
function reporter() {
  const startedMs = performance.now();
  let reportedMs = startedMs;
  return ({ version, done, total }: { version: number; done: number; total: number }) => {
    const nowMs = performance.now();
    if (done < total && nowMs - reportedMs < PROGRESS_EVERY_MS) return;
    reportedMs = nowMs;
    const perSecond = Math.round(done / ((nowMs - startedMs) / 1000));
    process.stderr.write(`KEK version ${version}: ${done}/${total}, ${perSecond} per second\n`);
  };
}

const incomplete = ({ unreadable }: Rotation) =>
  new DomainError(
    "unavailable",
    `These credentials do not open and were left as they are; enter their secrets again or delete them, then rotate again: ${unreadable.map(({ name, id }) => `${name} (${id})`).join(", ") || "changed meanwhile"}`,
  );

/** Needs no database: the first step where the KEK is in the environment. */
function makeKey({ json, newKeyFile }: RotateOptions): void {
  const key = randomBytes(32).toString("base64");
  if (newKeyFile && !createSecretFile(newKeyFile, key)) {
    throw new DomainError("conflict", `${newKeyFile} is there already. Name a new file.`);
  }
  if (json) printJson(newKeyFile ? { file: newKeyFile } : { key });
  else printLine(newKeyFile ?? key);
}

async function status({ json }: Output): Promise<void> {
  const found = await kekStatus(context());
  if (json) return void printJson(found);
  const rows = found.versions.map((version) => [
    String(version.version),
    version.state,
    version.configured ? "yes" : "no",
    String(version.credentials),
    shortTime(version.activatedAt, "-"),
  ]);
  printTable(["VERSION", "STATE", "KEY HERE", "CREDENTIALS", "SINCE"], rows, "");
  printLine(summary(found));
}

const summary = ({ source, current, rotating }: KekStatus) =>
  rotating
    ? `From the ${source}. The rotation to version ${current} is not finished: run gatehouse kek rotate.`
    : `From the ${source}.`;

async function retire(version: string, { json, yes }: Output & { yes?: boolean }): Promise<void> {
  await confirmed(
    `Retire KEK version ${version}? Backups sealed under it can no longer be opened.`,
    yes ?? false,
  );
  const result = await retireKek(context(), { version: Number(version) });
  if (json) return void printJson(result);
  printLine(
    result.deleted
      ? `Retired KEK version ${version} and deleted its file.`
      : `Retired KEK version ${version}. Remove it from GATEHOUSE_KEK.`,
  );
}
