import type { Command } from "commander";
import type { CredentialView, CustomModel } from "../credentials";
import { collectList, collectPairs } from "./credential-input";

/** What creating and updating a credential take alike. */
export type FormOptions = {
  json?: boolean;
  name?: string;
  baseUrl?: string;
  field: Record<string, string>;
  model: string[];
  inputUsdPerMillion?: string;
  outputUsdPerMillion?: string;
  cachedInputUsdPerMillion?: string;
  defaultModels?: boolean;
  secretStdin?: boolean;
};

export const formOptions = (command: Command): Command =>
  command
    .option("--base-url <url>", "the provider's address, where it may be chosen")
    .option("--field <name=value>", "another field of the auth method that is no secret", collectPairs, {})
    .option("--model <names>", "custom models, separated by commas", collectList, [])
    .option(
      "--input-usd-per-million <usd>",
      "price of the models named with --model, per million input tokens",
    )
    .option("--output-usd-per-million <usd>", "likewise, per million output tokens")
    .option("--cached-input-usd-per-million <usd>", "likewise, per million cached input tokens")
    .option("--no-default-models", "serve only the models named with --model")
    .option("--secret-stdin", "read the secret from standard input; several secret fields as one JSON object")
    .option("--json", "print JSON for a program");

/** The models of `--model` with the prices given beside it. */
export const customModels = ({ model, ...options }: FormOptions) => {
  const { inputUsdPerMillion, outputUsdPerMillion, cachedInputUsdPerMillion } = options;
  return model.map((name) => ({ name, inputUsdPerMillion, outputUsdPerMillion, cachedInputUsdPerMillion }));
};

/** A new list of models over the stored one: prices that are not given stay, also those of models that are not on the list. */
export function changedModels(options: FormOptions, { models: stored }: CredentialView) {
  const given = customModels(options);
  const repriced =
    options.inputUsdPerMillion ?? options.outputUsdPerMillion ?? options.cachedInputUsdPerMillion;
  const listed = given.map((model) => {
    const known = stored.find(({ name }) => name === model.name);
    return known && repriced === undefined ? { ...asInput(known), listed: true } : model;
  });
  const beside = stored.filter(({ name, listed }) => !listed && !options.model.includes(name));
  return [...listed, ...beside.map(asInput)];
}

const asInput = ({ name, listed, ...prices }: CustomModel) => ({
  name,
  listed,
  inputUsdPerMillion: prices.inputUsdPerMillion ?? undefined,
  outputUsdPerMillion: prices.outputUsdPerMillion ?? undefined,
  cachedInputUsdPerMillion: prices.cachedInputUsdPerMillion ?? undefined,
});

export const plainFields = ({ field, baseUrl }: FormOptions) => ({
  ...field,
  ...(baseUrl === undefined ? {} : { baseUrl }),
});
