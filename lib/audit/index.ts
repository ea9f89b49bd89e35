export { exportAudit } from "./export";
export { listAudit } from "./list";
export { type AuditEntry, recordAudit, recordAudits } from "./record";
export * from "./schema";
