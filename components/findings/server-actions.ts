import type { ActionResult } from "@/lib/http";
import type { KeyView } from "@/lib/keys/schema";

type Action<T> = (projectId: string, input: { id: string }) => Promise<ActionResult<T>>;

/** The server actions of a page that shows findings. */
export type FindingServerActions = { dismissFinding: Action<void>; disableKey: Action<KeyView> };
