export { consumption } from "./consumption";
export { everUsed } from "./ever-used";
export { exportUsage } from "./export-usage";
export { keyCallsLastDay } from "./key-last-day";
export { keyOverview } from "./key-overview";
export { listUnpriced } from "./list-unpriced";
export { projectOverview } from "./project-overview";
export { recentCalls } from "./recent-calls";
