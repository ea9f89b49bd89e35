export { createCredential } from "./create";
export { deleteCredential } from "./delete";
export { checkKek } from "./kek";
export { listCredentials } from "./list";
export { CredentialUseRecorder } from "./record-use";
export { type OpenCredential, RouteCache, type Routes } from "./routes";
export * from "./schema";
