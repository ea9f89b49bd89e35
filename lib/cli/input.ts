import { createInterface } from "node:readline/promises";
import { text } from "node:stream/consumers";
import { DomainError } from "../errors";

/** A secret from standard input, without its line end. A terminal would show it, so it has to be piped. */
export async function secretFromStdin(wanted: boolean, flag: string): Promise<string> {
  if (!wanted || process.stdin.isTTY) {
    throw new DomainError(
      "invalid_input",
      `Pipe the secret in and add ${flag}, for example: printf %s "$SECRET" | gatehouse … ${flag}`,
    );
  }
  return (await text(process.stdin)).replace(/\r?\n$/, "");
}

/** Asks before something permanent; where nobody can answer, `--yes` has to be there. */
export async function confirmed(question: string, yes: boolean): Promise<void> {
  if (yes) return;
  if (!process.stdin.isTTY)
    throw new DomainError("invalid_input", `${question} This is permanent: add --yes.`);
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await prompt.question(`${question} This is permanent. Type yes: `);
  prompt.close();
  if (answer.trim() !== "yes") throw new DomainError("invalid_input", "Nothing was changed.");
}
