import type { OpenCredential } from "../credentials";
import { checkBaseUrl, type Network } from "../network";
import { type Hidden, hidden } from "./scrub";

/** A credential as forwarding needs it, worked out once. */
export type Target = {
  origin: string;
  /** The base URL's path, without a slash at its end. */
  basePath: string;
  authorization: string;
  /** What must not come back. */
  hidden: Hidden | null;
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
    authorization: `Bearer ${credential.secret}`,
    hidden: hidden(credential.secret),
    refused: checkBaseUrl(credential.baseUrl, allowed),
  };
  targets.set(credential, target);
  return target;
}
