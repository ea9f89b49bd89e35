export { type ActionResult, runAction } from "./action";
export { csvResponse } from "./csv-response";
export { failureResponse } from "./failure-response";
export { orNotFound } from "./or-not-found";
export { publicOrigin, requestAddress } from "./request";
export { safePath } from "./safe-path";
