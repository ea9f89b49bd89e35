import { z } from "zod";
import * as credentials from "../../credentials";
import type { Operation, Resource } from "../operation";
import { pageOf, time, toItem, total, usd } from "./shared";

const shownModel = z.object({
  name: z.string(),
  input_usd_per_million: usd.nullable(),
  output_usd_per_million: usd.nullable(),
  cached_input_usd_per_million: usd.nullable(),
});

const resource: Resource = {
  type: "llm_api_keys",
  title: "A provider's credential. Its secrets go in and never come back.",
  attributes: z.object({
    name: z.string(),
    provider: z.enum(credentials.PROVIDER_IDS),
    auth_method: z.string(),
    config: z.record(z.string(), z.string()).describe("The fields that are no secrets."),
    base_url: z.string(),
    hint: z.string(),
    models: z.array(shownModel),
    with_default_models: z.boolean(),
    default_model_count: z.number().int(),
    dependents: z.array(z.object({ id: z.string(), slug: z.string() })),
    created_at: time,
    created_by_name: z.string(),
    updated_at: time,
    last_used_at: time.nullable(),
  }),
  shown: {
    attributes: {
      name: "openai-production",
      provider: "openai",
      auth_method: "api_key",
      config: {},
      base_url: "https://api.openai.com/v1",
      hint: "…Jd9f",
      models: [],
      with_default_models: true,
      default_model_count: 32,
      dependents: [],
      created_at: "2026-11-20T09:30:00.000Z",
      created_by_name: "Ada Lovelace",
      updated_at: "2026-11-20T09:30:00.000Z",
      last_used_at: null,
    },
  },
};

const price = z.union([z.string(), z.number()]).nullable().optional();
const models = z.array(
  z.union([
    z.string(),
    z.object({
      name: z.string(),
      input_usd_per_million: price,
      output_usd_per_million: price,
      cached_input_usd_per_million: price,
    }),
  ]),
);

const fields = z
  .record(z.string(), z.string())
  .describe("The auth method's fields, secret and plain, by name.");
const creating = z.object({
  name: credentials.name,
  provider: z.enum(credentials.PROVIDER_IDS),
  auth_method: z.string().optional(),
  fields: fields.optional(),
  secret: z.string().optional().describe("Short for fields.apiKey."),
  base_url: z.string().optional().describe("Short for fields.baseUrl."),
  models: models.optional(),
  with_default_models: z.boolean().optional(),
});
const changing = z.object({
  name: credentials.name.optional(),
  fields: fields.optional(),
  models: models.optional(),
  with_default_models: z.boolean().optional(),
});

/** The fields' own names are the provider's; prices may be numbers. */
function toInput({ models, ...attributes }: Record<string, unknown>): Record<string, unknown> {
  if (!Array.isArray(models)) return models === undefined ? attributes : { ...attributes, models };
  return {
    ...attributes,
    models: models.map((model) => (typeof model === "object" && model ? priced(model) : model)),
  };
}

const priced = (model: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(model)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, typeof value === "number" ? String(value) : value]),
  );

const list: Operation = {
  id: "listLlmApiKeys",
  method: "GET",
  path: "/llm_api_keys",
  summary: "List LLM API keys",
  description: "By name.",
  resource,
  answers: "page",
  filters: z.object({ provider: z.enum(credentials.PROVIDER_IDS), name: z.string().max(100) }),
  meta: total,
  shownMeta: { total: 1 },
  async run({ ctx, query }) {
    const { provider, name } = query.filter;
    const all = await credentials.listCredentials(ctx);
    const matching = all.filter(
      (credential) => (!provider || credential.provider === provider) && (!name || credential.name === name),
    );
    return pageOf(matching, (credential) => credential.name, query);
  },
};

const create: Operation = {
  id: "createLlmApiKey",
  method: "POST",
  path: "/llm_api_keys",
  summary: "Create an LLM API key",
  resource,
  answers: "item",
  attributes: creating,
  example: { name: "openai", provider: "openai", secret: "the-provider's-secret" },
  run: async ({ ctx, attributes }) => ({
    data: toItem(
      await credentials.createCredential(ctx, toInput(attributes) as credentials.CreateCredentialInput),
    ),
  }),
};

const show: Operation = {
  id: "showLlmApiKey",
  method: "GET",
  path: "/llm_api_keys/{id}",
  summary: "Show an LLM API key",
  resource,
  answers: "item",
  run: async ({ ctx, id }) => ({ data: toItem(await credentials.getCredential(ctx, { id })) }),
};

const update: Operation = {
  id: "updateLlmApiKey",
  method: "PATCH",
  path: "/llm_api_keys/{id}",
  summary: "Change an LLM API key",
  description: "Secret fields that are left out or empty stay. Another host asks for the secrets again.",
  resource,
  answers: "item",
  attributes: changing,
  example: { with_default_models: false, models: ["gpt-4.1-mini"] },
  run: async ({ ctx, id, attributes }) => ({
    data: toItem(
      await credentials.updateCredential(ctx, {
        ...toInput(attributes),
        id,
      } as credentials.UpdateCredentialInput),
    ),
  }),
};

const remove: Operation = {
  id: "deleteLlmApiKey",
  method: "DELETE",
  path: "/llm_api_keys/{id}",
  summary: "Delete an LLM API key",
  description: "With dependents it answers 409 and names them, until `filter[confirm_name]` gives the name.",
  resource,
  answers: "nothing",
  filters: z.object({ confirm_name: z.string().max(100) }),
  conflicts: true,
  async run({ ctx, id, query }) {
    await credentials.deleteCredential(ctx, { id, confirmName: query.filter.confirmName });
    return { data: null };
  },
};

export const llmApiKeys = { list, create, show, update, remove };
