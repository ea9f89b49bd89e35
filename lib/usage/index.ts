export { type Billed, type Billing, billUnpriced } from "./bill-unpriced";
export { UsageExpiry } from "./expiry";
export { dismissFinding, FindingsJob, listFindings } from "./findings";
export { bucketMs, latencyBucket } from "./latency";
export * from "./read";
export type { TokenCounts, UsageRecord } from "./record";
export { type RecorderOptions, UsageRecorder } from "./recorder";
export * from "./schema";
export { type UnpricedModel, unpricedModels } from "./unpriced-models";
