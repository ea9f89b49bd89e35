export { exportAudit } from "./export";
export { listAudit } from "./list";
export { type AuditEntry, recordAudit } from "./record";
export * from "./schema";
