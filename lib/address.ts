import type { IncomingHttpHeaders } from "node:http";
import { normaliseAddress } from "./network";

/** Set by the server on every request to a page, over anything that the client sent. */
export const ADDRESS_HEADER = "x-gatehouse-address";
/** Likewise: the path and query of the page asked for, so that signing in can lead back to it. */
export const PATH_HEADER = "x-gatehouse-path";

/** What of a request tells where it came from. */
export type Origin = { headers: IncomingHttpHeaders; socket: { remoteAddress?: string } };

/**
 * The address a request came from. `X-Forwarded-For` is believed for as many hops as there are trusted proxies in front, counted from
 * this end; what a client wrote further out is never believed.
 */
export function remoteAddress(request: Origin, trustedProxies: number): string | null {
  const peer = request.socket.remoteAddress;
  if (peer === undefined) return null;
  // The everyday case: IPv4 and nobody in front.
  if (trustedProxies === 0 && !peer.includes(":")) return peer;
  const forwarded = trustedProxies > 0 ? request.headers["x-forwarded-for"] : undefined;
  if (forwarded === undefined) return normaliseAddress(peer);
  const hops = String(forwarded).split(",").slice(-trustedProxies).reverse();
  let believed = normaliseAddress(peer);
  for (const hop of hops) {
    const address = normaliseAddress(withoutPort(hop.trim()));
    if (address === null) break;
    believed = address;
  }
  return believed;
}

/** Some proxies write `192.0.2.7:5123` or `[2001:db8::5]:5123`. */
function withoutPort(hop: string): string {
  if (hop.startsWith("[")) return hop.slice(1, Math.max(hop.indexOf("]"), 1));
  return /^[\d.]+:\d+$/.test(hop) ? hop.slice(0, hop.indexOf(":")) : hop;
}
