import { DomainError } from "../errors";
import { openSecrets } from "./envelope";
import { checkFields, hostFields, secretFields } from "./fields";

export type SealedRow = {
  id: string;
  provider: string;
  authMethod: string;
  config: unknown;
  sealedSecret: Uint8Array<ArrayBuffer>;
  sealedDataKey: Uint8Array<ArrayBuffer>;
  kekVersion: number;
};

export type Merged = {
  config: Record<string, string>;
  secrets: Record<string, string>;
  baseUrl: string;
  secretChanged: boolean;
};

/**
 * What a credential becomes when a form is saved over it. Plain fields are taken as given; an empty secret keeps the stored one,
 * unless the place where the secrets go has changed: then nobody may send them there without typing them.
 */
export async function mergeFields(row: SealedRow, given: Record<string, string>): Promise<Merged> {
  const stored = row.config as Record<string, string>;
  const kept = await openSecrets(row.id, row);
  const secrets = secretFields(row.provider, row.authMethod);
  const values = { ...stored, ...given };
  // Stored secrets stand in while the plain fields are looked at, so that a normalised address compares equal.
  for (const { name } of secrets) values[name] = given[name]?.trim() || (kept[name] ?? "");
  const { issues, ...checked } = checkFields(row.provider, row.authMethod, values);
  if (issues.length > 0) refuse(issues.map(({ field, message }) => [field, message]));
  const hosts = hostFields(row.provider, row.authMethod);
  const hostChanged = hosts.some((field) => (checked.config[field] ?? "") !== (stored[field] ?? ""));
  const missing = secrets.filter(({ name }) => kept[name] && !given[name]?.trim());
  if (hostChanged && missing.length > 0) {
    refuse(
      missing.map(({ name, label }) => [name, `Enter the ${label} again: it would go to another address.`]),
    );
  }
  const secretChanged = secrets.some(({ name }) => given[name]?.trim());
  return { config: checked.config, secrets: checked.secrets, baseUrl: checked.baseUrl, secretChanged };
}

function refuse(problems: string[][]): never {
  const fields = Object.fromEntries(problems.map(([field, message]) => [`fields.${field}`, message!]));
  throw new DomainError("invalid_input", problems[0]![1]!, fields);
}
