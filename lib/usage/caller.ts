import { createHash } from "node:crypto";
import type { UsageRecord } from "./record";
import { storedText } from "./text";

const MAX_USER_AGENT_LENGTH = 300;
const MAX_REMEMBERED = 10_000;
const remembered = new Map<string, Caller>();

type Origin = Pick<UsageRecord, "organizationId" | "projectId" | "keyId" | "address" | "userAgent">;

/** Whose calls and from where: `line` says it, and each of the calls names it by its id. */
export type Caller = { id: string; line: string };

export function callerOf(origin: Origin): Caller {
  const userAgent = origin.userAgent && storedText(origin.userAgent, MAX_USER_AGENT_LENGTH);
  const key = `${origin.projectId} ${origin.keyId} ${origin.address} ${userAgent}`;
  let caller = remembered.get(key);
  if (caller === undefined) {
    caller = describe(origin, userAgent);
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(key, caller);
  }
  return caller;
}

/** Where line.ts has its id, and where a call's fields end. */
const TABS_BEFORE_ID = "\t".repeat(2);
const TABS_AFTER_ID = "\t".repeat(23);

function describe({ organizationId, projectId, keyId, address }: Origin, userAgent: string | null): Caller {
  const id = callerId(keyId!, address, userAgent);
  const whose = [organizationId, projectId, keyId, address ?? "", userAgent ?? ""].join("\t");
  return { id, line: `${TABS_BEFORE_ID}${id}${TABS_AFTER_ID}${whose}\n` };
}

/** The same three give the same id in every process: a UUID of version 8 from their SHA-256. */
export function callerId(keyId: string, address: string | null, userAgent: string | null): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([keyId, address, userAgent]))
    .digest();
  hash[6] = (hash[6]! & 0x0f) | 0x80;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
