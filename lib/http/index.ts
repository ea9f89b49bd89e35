export { type ActionResult, runAction } from "./action";
export { ADDRESS_HEADER, publicOrigin, requestAddress } from "./request";
export { safePath } from "./safe-path";
