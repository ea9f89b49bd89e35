/** Each bucket ends a tenth above the one before: bucket 0 holds up to 1 ms, 73 about a second, 160 the longest that counts. */
const GROWTH = Math.log(1.1);
const LAST_BUCKET = 160;

/** The bucket of a duration: the smallest whose end is not before it. */
export function latencyBucket(ms: number): number {
  if (!(ms > 1)) return 0;
  return Math.min(Math.ceil(Math.log(ms) / GROWTH), LAST_BUCKET);
}

/** Where a bucket ends, in milliseconds: what is said of the durations in it is at most a tenth too much. */
export const bucketMs = (bucket: number): number => 1.1 ** bucket;
