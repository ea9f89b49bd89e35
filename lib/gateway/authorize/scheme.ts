import type { Dispatcher } from "undici";
import type { OpenCredential } from "../../credentials";
import type { Network } from "../../network";

/** A request about to be sent, as far as its proof depends on it. */
export type Provable = {
  method: string;
  url: URL;
  /** The head so far, as a flat list with names in lower case. */
  headers: string[];
  body: Buffer;
};

/** How identity providers are reached: under the same rules as every upstream. */
export type Via = { agent: Dispatcher; networks: readonly Network[] };

/** A way to prove a call: the headers to add, at once unless a token has to be fetched. */
export type Scheme = (
  credential: OpenCredential,
  request: Provable,
  via: Via,
) => string[] | Promise<string[]>;
