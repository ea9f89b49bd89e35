import { invalidRequest } from "../../refusals";
import type { WireAdapter } from "../wire";

/** Something in a request that its provider cannot be asked for. Becomes a 400 that names the parameter. */
export class Unsupported extends Error {
  constructor(
    message: string,
    readonly param: string,
  ) {
    super(message);
    this.name = "Unsupported";
  }
}

/** An adapter whose translation may throw Unsupported from any depth. */
export const translating =
  (adapter: WireAdapter): WireAdapter =>
  (route, body, to) => {
    try {
      return adapter(route, body, to);
    } catch (error) {
      if (error instanceof Unsupported) return invalidRequest(error.message, error.param);
      throw error;
    }
  };
