export * from "./counters";
export * from "./schema";
