import type { OpenCredential } from "../../credentials";
import type { Scheme } from "./scheme";

const ANTHROPIC_VERSION = "anthropic-version";

// A cached credential is replaced as a whole when it changes, and its headers with it.
const once = (make: (apiKey: string) => string[]) => {
  const made = new WeakMap<OpenCredential, string[]>();
  return (credential: OpenCredential): string[] => {
    const known = made.get(credential);
    if (known) return known;
    const { apiKey } = credential.secrets;
    const headers = apiKey ? make(apiKey) : [];
    made.set(credential, headers);
    return headers;
  };
};

/** `Authorization: Bearer <key>`, and nothing where there is no key: a local server asks for none. */
export const bearer: Scheme = once((apiKey) => ["authorization", `Bearer ${apiKey}`]);

export const azureKey: Scheme = once((apiKey) => ["api-key", apiKey]);

const anthropic = once((apiKey) => ["x-api-key", apiKey]);
const versioned = once((apiKey) => ["x-api-key", apiKey, ANTHROPIC_VERSION, "2023-06-01"]);

/** Anthropic's key, with the version of its protocol unless the caller chose one. */
export const anthropicKey: Scheme = (credential, { headers }) =>
  headers.includes(ANTHROPIC_VERSION) ? anthropic(credential) : versioned(credential);
