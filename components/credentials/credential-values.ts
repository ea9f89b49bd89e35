import type {
  CreateCredentialInput,
  CredentialView,
  CustomModel,
  UpdateCredentialInput,
} from "@/lib/credentials/schema";
import { type AuthMethod, authMethodOf, type ProviderId, providerOf } from "@/lib/providers/schema";

/** What the form of a credential holds. Every input is a text, so none is ever undefined. */
export type CredentialValues = {
  name: string;
  provider: ProviderId;
  authMethod: string;
  fields: Record<string, string>;
  models: ({ [K in keyof Omit<CustomModel, "listed">]: string } & { listed: boolean })[];
  withDefaultModels: boolean;
};

/** The auth method that a form shows: the chosen one, else the provider's first. */
export function methodOf(provider: ProviderId, authMethod: string): AuthMethod {
  const entry = providerOf(provider);
  return authMethodOf(entry, authMethod) ?? entry.authMethods[0];
}

/** The fields of an auth method before anyone has typed. */
export const emptyFields = (method: AuthMethod): Record<string, string> =>
  Object.fromEntries(method.fields.map((field) => [field.name, field.defaultValue ?? ""]));

/** An empty form for a provider. */
export function newValues(provider: ProviderId): CredentialValues {
  const method = providerOf(provider).authMethods[0];
  return {
    name: "",
    provider,
    authMethod: method.id,
    fields: emptyFields(method),
    models: [],
    withDefaultModels: true,
  };
}

/** The form of a stored credential: its secrets are empty, for they never come back. */
export function storedValues(credential: CredentialView): CredentialValues {
  const { name, provider, authMethod, config, models, withDefaultModels } = credential;
  const { fields } = methodOf(provider, authMethod);
  return {
    name,
    provider,
    authMethod,
    fields: Object.fromEntries(fields.map((field) => [field.name, config[field.name] ?? ""])),
    models: models.map((model) => ({
      name: model.name,
      inputUsdPerMillion: model.inputUsdPerMillion ?? "",
      outputUsdPerMillion: model.outputUsdPerMillion ?? "",
      cachedInputUsdPerMillion: model.cachedInputUsdPerMillion ?? "",
      listed: model.listed,
    })),
    withDefaultModels,
  };
}

/** Only what the shown auth method asks: values typed under another one stay behind. */
const shownFields = ({ provider, authMethod, fields }: CredentialValues) =>
  Object.fromEntries(
    methodOf(provider, authMethod).fields.map(({ name }) => [name, fields[name] ?? ""]),
  ) as Record<string, string>;

export const createInput = (values: CredentialValues): CreateCredentialInput => ({
  ...values,
  fields: shownFields(values),
});

export const updateInput = (id: string, values: CredentialValues): UpdateCredentialInput => ({
  id,
  name: values.name,
  fields: shownFields(values),
  models: values.models,
  withDefaultModels: values.withDefaultModels,
});

const bare = (address: string | undefined) => (address ?? "").trim().replace(/\/+$/, "");

/** Whether the secrets would go somewhere else than where the stored ones go. */
export const hostChanged = (credential: CredentialView, fields: Record<string, string>): boolean =>
  methodOf(credential.provider, credential.authMethod).fields.some(
    ({ name, host }) => host && bare(fields[name]) !== bare(credential.config[name]),
  );
