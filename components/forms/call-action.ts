import type { ActionResult } from "@/lib/http";

const UNREACHABLE = {
  ok: false,
  error: {
    code: "unavailable",
    message: "Gatehouse did not answer. Check your connection and try again.",
    fields: {},
  },
} as const;

/** Calls a server action. A request that never came back is an error result like any other. */
export async function callAction<T>(call: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await call();
  } catch {
    return UNREACHABLE;
  }
}
