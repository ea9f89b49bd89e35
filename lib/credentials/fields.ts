import { authMethodOf, type Field, providerOf } from "../providers/schema";

export type FieldIssue = { field: string; message: string };

/** A provider's fields, told apart: what is shown, and what is sealed. */
export type CheckedFields = {
  authMethod: string;
  config: Record<string, string>;
  secrets: Record<string, string>;
  baseUrl: string;
  issues: FieldIssue[];
};

/** Checks an auth method's fields against the registry. Unknown fields are refused: a typing error must not lose a setting. */
export function checkFields(
  providerId: string,
  authMethodId: string | undefined,
  values: Record<string, string>,
): CheckedFields {
  const provider = providerOf(providerId);
  const method = authMethodId === undefined ? provider.authMethods[0] : authMethodOf(provider, authMethodId);
  const nothing = { authMethod: "", config: {}, secrets: {}, baseUrl: "" };
  if (!method)
    return {
      ...nothing,
      issues: [{ field: "authMethod", message: `${provider.label} has no such method.` }],
    };
  const checked: CheckedFields = { ...nothing, authMethod: method.id, config: {}, secrets: {}, issues: [] };
  const known = new Set(method.fields.map((field) => field.name));
  for (const unknown of Object.keys(values).filter((field) => !known.has(field))) {
    checked.issues.push({
      field: unknown,
      message: `${provider.label} has no field ${unknown} with ${method.label}.`,
    });
  }
  for (const field of method.fields) {
    const value = (values[field.name] ?? "").trim();
    const message = problemOf(field, value);
    if (message) checked.issues.push({ field: field.name, message });
    else if (value) (field.secret ? checked.secrets : checked.config)[field.name] = normalise(field, value);
  }
  if (checked.issues.length === 0) checked.baseUrl = provider.baseUrl(checked.config).replace(/\/+$/, "");
  return checked;
}

function problemOf(field: Field, value: string): string | null {
  if (!value) return field.required ? `Enter the ${lowerFirst(field.label)}.` : null;
  if (field.pattern && !field.pattern.expression.test(value)) return field.pattern.message;
  return field.host && /^https?:/.test(value) ? addressProblem(value) : null;
}

function addressProblem(value: string): string | null {
  if (!URL.canParse(value)) return "This is not an address.";
  const { username, password, search, hash } = new URL(value);
  if (username || password) return "Leave user name and password out of the address.";
  return search || hash ? "Leave query and fragment out of the address." : null;
}

const normalise = (field: Field, value: string) =>
  field.host && /^https?:/.test(value) ? value.replace(/\/+$/, "") : value;

/** "API key" stays, "Base URL" becomes "base URL". */
const lowerFirst = (label: string) =>
  /^[A-Z][a-z]/.test(label) ? label[0]!.toLowerCase() + label.slice(1) : label;

/** The fields that decide where the secrets go. */
export function hostFields(providerId: string, authMethodId: string): string[] {
  const method = authMethodOf(providerOf(providerId), authMethodId);
  return method?.fields.filter((field) => field.host).map((field) => field.name) ?? [];
}

/** The names of an auth method's secret fields. */
export function secretFields(providerId: string, authMethodId: string): Field[] {
  return authMethodOf(providerOf(providerId), authMethodId)?.fields.filter((field) => field.secret) ?? [];
}
