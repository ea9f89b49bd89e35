export { StoreError } from "./errors";
export { openStore, type Store } from "./open";
export { projectRoot } from "./root";
