import type { OpenCredential } from "../../credentials";
import type { Scheme, Via } from "./scheme";
import { type Token, TokenSource } from "./token-source";

type FetchToken = (credential: OpenCredential, via: Via) => Promise<Token>;

/** A scheme whose bearer is a short-lived token, bought with the credential's secret and kept as long as the credential stands. */
export function bearerToken(fetchToken: FetchToken): Scheme {
  const sources = new WeakMap<OpenCredential, TokenSource>();
  return (credential, _, via) => {
    let source = sources.get(credential);
    if (!source) {
      source = new TokenSource(() => fetchToken(credential, via));
      sources.set(credential, source);
    }
    const token = source.get();
    return typeof token === "string" ? headers(token) : token.then(headers);
  };
}

const headers = (token: string) => ["authorization", `Bearer ${token}`];
