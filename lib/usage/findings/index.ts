export { dismissFinding } from "./dismiss";
export { FindingsJob } from "./job";
export { listFindings } from "./list";
export { findingsSince } from "./stored";
