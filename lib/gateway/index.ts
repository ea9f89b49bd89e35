export type { GatewayDeps, GatewayLimits } from "./deps";
export { createGateway, type Gateway } from "./gateway";
export type { CallRecord, Outcome } from "./record";
export type { Usage } from "./usage";
