export type { GatewayDeps, GatewayLimits } from "./deps";
export { createGateway, type Gateway } from "./gateway";
export { testConnection } from "./test-connection";
