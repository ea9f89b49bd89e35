import { DomainError } from "../errors";
import { authMethodOf, isProviderId, providerOf } from "../providers";
import { secretFromStdin } from "./input";

/** `a,b` and repeated options together, for commander. */
export const collectList = (value: string, previous: string[]): string[] => [
  ...previous,
  ...value
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean),
];

/** Repeated `name=value`, for commander. */
export function collectPairs(value: string, previous: Record<string, string>): Record<string, string> {
  const at = value.indexOf("=");
  if (at <= 0) throw new DomainError("invalid_input", `Write --field as name=value, not ${value}.`);
  return { ...previous, [value.slice(0, at)]: value.slice(at + 1) };
}

/** The secret fields of an auth method from standard input: as it is where there is one, as a JSON object where there are several. */
export async function secretsFromStdin(
  wanted: boolean,
  provider: string,
  authMethod: string | undefined,
): Promise<Record<string, string>> {
  const fields = secretFieldsOf(provider, authMethod);
  if (!wanted && !fields.some((field) => field.required)) return {};
  const text = await secretFromStdin(wanted, "--secret-stdin");
  if (fields.length === 1) return { [fields[0]!.name]: text };
  const several = `Pipe a JSON object with ${fields.map((field) => field.name).join(", ")}.`;
  try {
    const parsed: unknown = JSON.parse(text);
    const given = Object.entries(parsed as object);
    if (given.every(([, value]) => typeof value === "string")) return Object.fromEntries(given);
  } catch {
    // What was piped is a secret: the message names the form alone.
  }
  throw new DomainError("invalid_input", several);
}

function secretFieldsOf(providerId: string, authMethodId: string | undefined) {
  if (!isProviderId(providerId))
    throw new DomainError("invalid_input", `There is no provider ${providerId}.`);
  const provider = providerOf(providerId);
  const method = authMethodId ? authMethodOf(provider, authMethodId) : provider.authMethods[0];
  const known = provider.authMethods.map(({ id }) => id).join(", ");
  if (!method) throw new DomainError("invalid_input", `${provider.label} has the auth methods ${known}.`);
  return method.fields.filter((field) => field.secret);
}
