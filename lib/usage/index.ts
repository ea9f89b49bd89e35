export { type Billed, type Billing, billUnpriced } from "./bill-unpriced";
export { UsageExpiry } from "./expiry";
export { bucketMs, latencyBucket } from "./latency";
export { consumption } from "./read/consumption";
export type { TokenCounts, UsageRecord } from "./record";
export { type RecorderOptions, UsageRecorder } from "./recorder";
export { type UnpricedModel, unpricedModels } from "./unpriced-models";
