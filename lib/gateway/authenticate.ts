import type { IncomingHttpHeaders } from "node:http";
import type { Verdict } from "../keys";
import type { Call } from "./call";

const BEARER = /^bearer +(\S.*)$/i;

/** The API key of a request: `Authorization: Bearer <key>` first, then `X-API-Key: <key>`. */
export function presentedKey(headers: IncomingHttpHeaders): string | undefined {
  const { authorization } = headers;
  const bearer = authorization === undefined ? null : BEARER.exec(authorization);
  if (bearer) return bearer[1];
  const key = headers["x-api-key"];
  return typeof key === "string" && key !== "" ? key : undefined;
}

/** Decides on the key from the head of the request alone, before any of its body is read. */
export const authenticate = (call: Call): Verdict | Promise<Verdict> =>
  call.deps.verifier.verify(presentedKey(call.req.headers), call.atMs);
