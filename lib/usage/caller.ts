import { createHash } from "node:crypto";
import type { UsageRecord } from "./record";
import { storedText } from "./text";

const MAX_USER_AGENT_LENGTH = 300;
const MAX_REMEMBERED = 10_000;
const remembered = new Map<string, string>();

type Origin = Pick<UsageRecord, "organizationId" | "projectId" | "keyId" | "address" | "userAgent">;

/** The part of a line that says whose call it was and from where: the same for every call of a caller. */
export function who(origin: Origin): string {
  const userAgent = origin.userAgent && storedText(origin.userAgent, MAX_USER_AGENT_LENGTH);
  const key = `${origin.projectId} ${origin.keyId} ${origin.address} ${userAgent}`;
  let part = remembered.get(key);
  if (part === undefined) {
    part = describe(origin, userAgent);
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(key, part);
  }
  return part;
}

function describe({ organizationId, projectId, keyId, address }: Origin, userAgent: string | null): string {
  const caller = {
    organization_id: organizationId,
    project_id: projectId,
    key_id: keyId,
    caller_id: callerId(keyId!, address, userAgent),
    address: address ?? undefined,
    user_agent: userAgent ?? undefined,
  };
  return JSON.stringify(caller).slice(1, -1);
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
