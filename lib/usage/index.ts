export { consumption } from "./read/consumption";
export type { TokenCounts, UsageRecord } from "./record";
