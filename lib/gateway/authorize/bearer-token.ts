import type { OpenCredential } from "../../credentials";
import type { Scheme, Via } from "./scheme";
import { type Token, TokenSource } from "./token-source";

type FetchToken = (credential: OpenCredential, via: Via) => Promise<Token>;
type Bearer = { source: TokenSource; headers(token: string): string[] };

/** A scheme whose bearer is a short-lived token, bought with the credential's secret and kept as long as the credential stands. */
export function bearerToken(fetchToken: FetchToken): Scheme {
  const bearers = new WeakMap<OpenCredential, Bearer>();
  return (credential, _, via) => {
    let bearer = bearers.get(credential);
    if (!bearer) {
      bearer = { source: new TokenSource(() => fetchToken(credential, via)), headers: headersOf() };
      bearers.set(credential, bearer);
    }
    const token = bearer.source.get();
    return typeof token === "string" ? bearer.headers(token) : token.then(bearer.headers);
  };
}

/** The same list for the same token: what else depends on it is worked out once. */
function headersOf(): (token: string) => string[] {
  let made: string[] = [];
  return (token) => {
    const value = `Bearer ${token}`;
    if (made[1] !== value) made = ["authorization", value];
    return made;
  };
}
