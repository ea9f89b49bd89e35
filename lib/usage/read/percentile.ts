import { bucketMs } from "../latency";

/** Calls by bucket. */
export type Histogram = Map<number, number>;

/** The duration that a share of the calls did not exceed: the middle of its bucket, so within 5 % and the rounding. */
export function percentileMs(histogram: Histogram, share: number): number | null {
  let calls = 0;
  for (const count of histogram.values()) calls += count;
  let left = Math.ceil(calls * share);
  for (const bucket of [...histogram.keys()].sort((a, b) => a - b)) {
    left -= histogram.get(bucket)!;
    if (left <= 0 && calls > 0) return Math.round(middleMs(bucket));
  }
  return null;
}

const middleMs = (bucket: number) => (bucket <= 0 ? 1 : Math.sqrt(bucketMs(bucket - 1) * bucketMs(bucket)));

export function add(histogram: Histogram, bucket: number, calls: number): void {
  histogram.set(bucket, (histogram.get(bucket) ?? 0) + calls);
}
