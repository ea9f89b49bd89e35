export { type ActionResult, runAction } from "./action";
export { orNotFound } from "./or-not-found";
export { publicOrigin, requestAddress } from "./request";
export { safePath } from "./safe-path";
