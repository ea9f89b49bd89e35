import { type LookupAddress, lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { Agent } from "undici";
import { isAllowedAddress, type Network } from "./network";

const CONNECT_TIMEOUT_MS = 10_000;
export const ADDRESS_REFUSED = "GATEHOUSE_ADDRESS_REFUSED";

/**
 * Pooled keep-alive connections to whoever is called, as many as there are calls: a cap would make streams wait for each other. Each
 * connection's address is checked where it is resolved, so that a name cannot lead to a forbidden one.
 */
export const checkedAgent = (allowed: readonly Network[], timeoutMs: number): Agent =>
  new Agent({
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: { timeout: Math.min(CONNECT_TIMEOUT_MS, timeoutMs), lookup: checkedLookup(allowed) },
  });

/** dns.lookup that leaves out every address the gateway may not call. */
export function checkedLookup(allowed: readonly Network[], resolve: typeof lookup = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return callback(error, "", 0);
      const addresses = found.filter(({ address }) => isAllowedAddress(address, allowed));
      const first = addresses[0];
      if (!first) return callback(refused(hostname), "", 0);
      if (options.all) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };
}

const refused = (hostname: string) =>
  Object.assign(new Error(`${hostname} has no address that may be called`), { code: ADDRESS_REFUSED });
