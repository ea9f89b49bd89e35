export type { TokenCounts, UsageRecord } from "./record";
