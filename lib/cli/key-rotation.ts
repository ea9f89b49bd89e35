import type { Command } from "commander";
import { getKey, locateKey, type Overlap, overlap, rotateKey } from "../keys";
import { optionOf } from "./key-limits";
import { printJson, printLine, shortTime } from "./output";
import { contextIn, withStore } from "./session";

type Options = { overlap: Overlap; json?: boolean };

/** `gatehouse keys rotate`. */
export function addKeyRotation(keys: Command): void {
  keys
    .command("rotate <id>")
    .description("make a successor with the same note, limits and rights, and print its secret, once")
    .option(
      "--overlap <time>",
      "how long the old key goes on working: now, 1h, 24h, 7d, until_deleted",
      (text) => optionOf(overlap, text),
      "24h",
    )
    .option("--json", "print JSON for a program")
    .action((id: string, options: Options) => withStore(() => rotate(id, options)));
}

async function rotate(id: string, { overlap, json }: Options): Promise<void> {
  const ctx = contextIn(await locateKey(id));
  const key = await rotateKey(ctx, { id, overlap });
  if (json) return void printJson(key);
  const { overlapEndsAt } = await getKey(ctx, { id });
  printLine(`Key "${key.note}" (${key.id}) takes the place of ${id}, which ${ends(overlapEndsAt)}.`);
  printLine("Its secret, shown only now:");
  printLine(key.secret);
}

const ends = (at: string | null | undefined) =>
  at ? `works until ${shortTime(at, "")}` : "works until it is deleted";
