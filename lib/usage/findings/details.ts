import { z } from "zod";

/** What each stored kind keeps of what it saw: the numbers of its "why". Times are ISO 8601 in UTC. */
const newAddress = z.object({
  range: z.string(),
  address: z.string(),
  /** Ranges and calls before it. */
  knownRanges: z.number(),
  callsBefore: z.number(),
  firstCallAt: z.string(),
});
const unusualRate = z.object({ startsAt: z.string(), requests: z.number(), busiest: z.number() });
const refusedBurst = z.object({ startsAt: z.string(), refusals: z.number() });

export const DETAILS = { new_address: newAddress, unusual_rate: unusualRate, refused_burst: refusedBurst };

export type StoredKind = keyof typeof DETAILS;
export type Details<K extends StoredKind> = z.infer<(typeof DETAILS)[K]>;

type Of<K extends StoredKind> = {
  kind: K;
  keyId: string;
  /** Tells two of a kind apart: finding the same again updates it. */
  subject: string;
  details: Details<K>;
  firstSeenAtMs: number;
  lastSeenAtMs: number;
};
/** What a detector found. */
export type Detected = { [K in StoredKind]: Of<K> }[StoredKind];
