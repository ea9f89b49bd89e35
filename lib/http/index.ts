export { type ActionResult, runAction } from "./action";
export { publicOrigin, requestAddress } from "./request";
export { safePath } from "./safe-path";
