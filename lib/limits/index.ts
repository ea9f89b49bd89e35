export * from "./counters";
export { MemoryCounters } from "./memory";
export { periodEndMs, periodStartMs } from "./period";
export * from "./schema";
