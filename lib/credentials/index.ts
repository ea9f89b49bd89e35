export { createCredential } from "./create";
export { deleteCredential } from "./delete";
export { getCredential } from "./get";
export {
  checkKek,
  type KekStatus,
  kekStatus,
  type RetiredKek,
  type Rotation,
  retireKek,
  rotateKek,
} from "./kek";
export { listCredentials } from "./list";
export { locateCredential } from "./locate";
export { openTrial, type TrialInput } from "./open-trial";
export { priceOf } from "./price";
export { PriceSweep } from "./price-sweep";
export { CredentialUseRecorder } from "./record-use";
export {
  type OpenCredential,
  type OpenEndpoint,
  type OpenTarget,
  RouteCache,
  type Routes,
} from "./routes";
export * from "./schema";
export { setModelPrice } from "./set-model-price";
export { updateCredential } from "./update";
