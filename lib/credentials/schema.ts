import { z } from "zod";
import { parseUsd } from "../money";
import { PROVIDER_IDS, type ProviderId } from "../providers/schema";
import { checkFields } from "./fields";

export { PROVIDER_IDS, type ProviderId } from "../providers/schema";

export const name = z
  .string({ error: "Enter a name." })
  .trim()
  .min(1, "Enter a name such as openai-production.")
  .max(100, "A name has at most 100 characters.")
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, "Use letters, digits, dots, dashes and underscores.");

const modelName = z
  .string()
  .trim()
  .min(1, "Enter the model's name.")
  .max(200)
  .regex(/^[^\s,]+$/, "A model name has no spaces or commas.");

/** US dollars per million tokens, as a decimal text; empty is "not priced". */
const price = z
  .string()
  .trim()
  .refine((text) => text === "" || parseUsd(text) !== null, "Enter dollars such as 0.15.")
  .optional();

export const customModel = z
  .object({
    name: modelName,
    inputUsdPerMillion: price,
    outputUsdPerMillion: price,
    cachedInputUsdPerMillion: price,
    /** False for a model that is not on the list of what is served: its price alone is told. */
    listed: z.boolean().default(true),
  })
  // Half a price would give the other half away.
  .superRefine((model, context) => {
    const {
      inputUsdPerMillion: input,
      outputUsdPerMillion: output,
      cachedInputUsdPerMillion: cached,
    } = model;
    const ask = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (!input && (output || cached)) ask("inputUsdPerMillion", "Enter what input costs as well, or 0.");
    if (!output && (input || cached)) ask("outputUsdPerMillion", "Enter what output costs as well, or 0.");
  });

/** A model may be given as its bare name. Not a union: its errors would not say which cell is wrong. */
const models = z
  .array(
    z
      .custom<string | z.input<typeof customModel>>()
      .transform((model) => (typeof model === "string" ? { name: model } : model))
      .pipe(customModel),
  )
  .max(500)
  .superRefine((list, context) => {
    const seen = new Set<string>();
    for (const [i, { name }] of list.entries()) {
      if (seen.has(name))
        context.addIssue({ code: "custom", path: [i, "name"], message: "Name each model once." });
      seen.add(name);
    }
  });

const fields = z.record(z.string().max(64), z.string().max(32_768));

type FieldsInput = { fields: Record<string, string>; secret?: string; baseUrl?: string };

/** The fields with what was given by its short name. */
const allFields = ({ fields, secret, baseUrl }: FieldsInput): Record<string, string> => ({
  ...fields,
  ...(secret === undefined ? {} : { apiKey: secret }),
  ...(baseUrl === undefined ? {} : { baseUrl }),
});

/** Secrets are write-only: they go in here and never come back. */
export const createCredentialInput = z
  .object({
    name,
    provider: z.enum(PROVIDER_IDS, { error: "Choose a provider." }),
    /** Without one, the provider's first. */
    authMethod: z.string().max(64).optional(),
    /** The auth method's fields, secret and plain, by name. */
    fields: fields.default({}),
    /** Short for `fields.apiKey` and `fields.baseUrl`. */
    secret: z.string().max(8192).optional(),
    baseUrl: z.string().max(2048).optional(),
    models: models.default([]),
    withDefaultModels: z.boolean().default(true),
  })
  // As a check and not in the transform: that would wait until everything else is right, and tell people their errors in two goes.
  .superRefine((input, context) => {
    for (const { field, message } of checkFields(input.provider, input.authMethod, allFields(input)).issues) {
      context.addIssue({
        code: "custom",
        path: field === "authMethod" ? [field] : ["fields", field],
        message,
      });
    }
  })
  .transform((input) => {
    const { secret: _, baseUrl: __, ...rest } = input;
    const fields = allFields(input);
    const { issues: ___, ...checked } = checkFields(input.provider, input.authMethod, fields);
    return { ...rest, fields, ...checked };
  });
export type CreateCredentialInput = z.input<typeof createCredentialInput>;

/** What is left out stays. Empty secret fields keep the stored secrets; a changed host asks for all of them again. */
export const updateCredentialInput = z.object({
  id: z.string(),
  name: name.optional(),
  fields: fields.optional(),
  models: models.optional(),
  withDefaultModels: z.boolean().optional(),
});
export type UpdateCredentialInput = z.input<typeof updateCredentialInput>;

const ownPrice = z
  .string({ error: "Enter dollars such as 0.15, or 0." })
  .trim()
  .refine((text) => parseUsd(text) !== null, "Enter dollars such as 0.15, or 0.");

/** What one model of a credential costs, in US dollars per million tokens. Calls that wait for it are billed. */
export const setModelPriceInput = z.object({
  credentialId: z.string(),
  model: modelName,
  inputUsdPerMillion: ownPrice,
  outputUsdPerMillion: ownPrice,
  /** Without one, cached input costs what input does. */
  cachedInputUsdPerMillion: price,
});
export type SetModelPriceInput = z.input<typeof setModelPriceInput>;

export const credentialIdInput = z.object({ id: z.string() });

export const deleteCredentialInput = z.object({
  id: z.string(),
  /** The credential's name, typed by the person: needed when endpoints depend on it. */
  confirmName: z.string().optional(),
});
export type DeleteCredentialInput = z.input<typeof deleteCredentialInput>;

/** A custom model; prices in US dollars per million tokens, null where not priced. */
export type CustomModel = {
  name: string;
  inputUsdPerMillion: string | null;
  outputUsdPerMillion: string | null;
  cachedInputUsdPerMillion: string | null;
  /** Whether it is on the list of what is served, or has but a price here. */
  listed: boolean;
};

/** An endpoint that needs a credential. */
export type Dependent = { id: string; slug: string };

/** A credential as lists and forms see it: never its secrets. */
export type CredentialView = {
  id: string;
  name: string;
  provider: ProviderId;
  authMethod: string;
  /** The fields that are no secrets. Like `baseUrl` and `hint` empty for a role that cannot change credentials. */
  config: Record<string, string>;
  baseUrl: string;
  /** `…x7Qa` */
  hint: string;
  models: CustomModel[];
  withDefaultModels: boolean;
  /** How many models the catalogue knows of the provider. */
  defaultModelCount: number;
  dependents: Dependent[];
  createdAt: string;
  createdByName: string;
  updatedAt: string;
  lastUsedAt: string | null;
  projectId: string;
};

export type ConnectionFailure =
  | "wrong_key"
  | "unreachable"
  | "timeout"
  | "not_found"
  | "refused"
  | "unexpected";

/** What a provider said to a trial call; `models` is null where it has no list to count. */
export type ConnectionTest =
  | { ok: true; models: number | null; tookMs: number }
  | { ok: false; reason: ConnectionFailure; message: string };
