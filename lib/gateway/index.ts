export type { GatewayDeps, GatewayLimits } from "./deps";
export { createGateway, type Gateway } from "./gateway";
export type { CallRecord, Outcome } from "./record";
export { testConnection } from "./test-connection";
export type { Usage } from "./usage";
