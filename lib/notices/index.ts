export { NoticesJob } from "./job";
export { listNotices } from "./list";
export { markNoticesRead } from "./mark-read";
export * from "./schema";
