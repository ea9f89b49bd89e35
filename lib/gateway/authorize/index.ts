import type { OpenCredential } from "../../credentials";
import { accessKey } from "./aws";
import { clientCredentials } from "./entra";
import { serviceAccount } from "./google";
import type { Provable, Scheme, Via } from "./scheme";
import { anthropicKey, azureKey, bearer } from "./static-keys";

export { AuthorizeError } from "./authorize-error";
export type { Provable, Via } from "./scheme";

/** Who does not simply send its key as a bearer, by provider and auth method. */
const SCHEMES = new Map<string, Scheme>([
  ["anthropic api_key", anthropicKey],
  ["azure api_key", azureKey],
  ["azure client_credentials", clientCredentials],
  ["vertex service_account", serviceAccount],
  ["bedrock access_key", accessKey],
]);

/**
 * The header pairs that prove a call to its provider, as a flat list. A promise only where a token has to be fetched first, which
 * rejects with AuthorizeError when there is none to be had.
 */
export function authorize(
  credential: OpenCredential,
  request: Provable,
  via: Via,
): string[] | Promise<string[]> {
  const scheme = SCHEMES.get(`${credential.provider} ${credential.authMethod}`) ?? bearer;
  return scheme(credential, request, via);
}
