import type { OpenCredential } from "../credentials";
import { checkBaseUrl, type Network } from "../network";
import { providerOf } from "../providers";
import { type Hidden, hidden } from "./scrub";
import { ADAPTERS } from "./wires";

/** A credential as forwarding needs it, worked out once. */
export type Target = {
  origin: string;
  /** The base URL's path, without a slash at its end. */
  basePath: string;
  adapter: (typeof ADAPTERS)[keyof typeof ADAPTERS];
  /** Why this address may not be called, whatever its name resolves to. */
  refused: string | null;
};

// A cached credential is replaced as a whole when it changes, and its target with it.
const targets = new WeakMap<OpenCredential, Target>();

export function targetOf(credential: OpenCredential, allowed: readonly Network[]): Target {
  const known = targets.get(credential);
  if (known) return known;
  const url = new URL(credential.baseUrl);
  const target: Target = {
    origin: url.origin,
    basePath: url.pathname.replace(/\/+$/, ""),
    adapter: ADAPTERS[providerOf(credential.provider).wire],
    refused: checkBaseUrl(credential.baseUrl, allowed),
  };
  targets.set(credential, target);
  return target;
}

const BEARER = "Bearer ";
// Static keys prove every call with the same list; a list made for one call is looked through once.
const known = new WeakMap<string[], Hidden | null>();

/** What of a credential and of the headers that prove a call with it must not come back. */
export function hiddenOf(credential: OpenCredential, proof: string[]): Hidden | null {
  const found = known.get(proof);
  if (found !== undefined) return found;
  const tokens = proof.filter((value) => value.startsWith(BEARER)).map((value) => value.slice(BEARER.length));
  const made = hidden([...Object.values(credential.secrets), ...tokens]);
  known.set(proof, made);
  return made;
}
