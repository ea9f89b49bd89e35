import type { Command } from "commander";
import { locateCredential, setModelPrice } from "../credentials";
import { printJson, printLine } from "./output";
import { contextIn, withStore } from "./session";

type Options = { json?: boolean; input: string; output: string; cachedInput?: string };

/** `gatehouse credentials price`. */
export function addPriceCommand(credentials: Command): void {
  credentials
    .command("price <id> <model>")
    .description("say what a model of a credential costs, and bill the calls that wait for it")
    .requiredOption("--input <usd>", "US dollars per million input tokens")
    .requiredOption("--output <usd>", "likewise, per million output tokens")
    .option("--cached-input <usd>", "likewise, per million cached input tokens; else as other input")
    .option("--json", "print JSON for a program")
    .action((id: string, model: string, options: Options) => withStore(() => run(id, model, options)));
}

async function run(id: string, model: string, { input, output, cachedInput, json }: Options): Promise<void> {
  const credential = await setModelPrice(contextIn(await locateCredential(id)), {
    credentialId: id,
    model,
    inputUsdPerMillion: input,
    outputUsdPerMillion: output,
    cachedInputUsdPerMillion: cachedInput,
  });
  if (json) printJson(credential);
  else
    printLine(
      `${model} of credential "${credential.name}" costs US$ ${input} and ${output} per million tokens.`,
    );
}
