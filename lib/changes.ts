/** What a process may have cached and must look up again. */
export type Change =
  /** One API key, by the SHA-256 of its secret (hex). */
  | { kind: "key"; hash: string }
  /** What a project can call: its credentials and endpoints. */
  | { kind: "routes"; projectId: string }
  /** An organization's limits or credits. */
  | { kind: "organization"; organizationId: string }
  /** What was spent was corrected outside the calls themselves: counters of this organization read it again. */
  | { kind: "spend"; organizationId: string };

type Bus = {
  subscribers: Set<(change: Change) => void>;
  /** When the channel was last established, on the monotonic clock (performance.now); null while it is down or silent. */
  upSinceMs: number | null;
  /** The backend that serves this process's channel, which never has to confirm its own changes. */
  listenerPid: number | null;
};

// The gateway's bundle and Next's bundle each hold a copy of this module: one bus per process, on globalThis.
const shared = globalThis as unknown as { gatehouseBus?: Bus };
shared.gatehouseBus ??= { subscribers: new Set(), upSinceMs: null, listenerPid: null };

/** This process's bus. Written by lib/listener.ts. */
export const bus: Bus = shared.gatehouseBus;

/** Calls back on every change, made here or elsewhere. Returns the way to stop. */
export function onChange(subscriber: (change: Change) => void): () => void {
  bus.subscribers.add(subscriber);
  return () => bus.subscribers.delete(subscriber);
}

/** Tells this process's caches at once, without waiting for the notification to come round. */
export function applyLocally(change: Change): void {
  for (const subscriber of bus.subscribers) subscriber(change);
}

export const CHANGES_CHANNEL = "gatehouse_changes";
const PAYLOAD_LIMIT_BYTES = 7000;

type Notifier = { $executeRaw(query: TemplateStringsArray, ...values: unknown[]): Promise<number> };

/** Announces changes in the transaction that makes them: PostgreSQL delivers them if and when it commits. */
export async function notify(tx: Notifier, changes: Change[]): Promise<void> {
  for (const payload of payloads(changes)) {
    await tx.$executeRaw`SELECT pg_notify(${CHANGES_CHANNEL}, ${payload})`;
  }
}

/** Changes as NOTIFY payloads, each below PostgreSQL's 8,000 bytes. */
export function payloads(changes: Change[]): string[] {
  const whole = JSON.stringify(changes);
  if (whole.length <= PAYLOAD_LIMIT_BYTES || changes.length === 1) return [whole];
  const half = Math.ceil(changes.length / 2);
  return [...payloads(changes.slice(0, half)), ...payloads(changes.slice(half))];
}
