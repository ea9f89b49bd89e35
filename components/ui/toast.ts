export type Toast = { kind: "success" | "error" | "info"; title: string; description?: string };

let waiting: readonly Toast[] = [];
const listeners = new Set<() => void>();

const announce = (kind: Toast["kind"]) => (title: string, options?: { description?: string }) => {
  waiting = [...waiting, { kind, title, ...options }];
  for (const listener of listeners) listener();
};

/** Says in a corner of the page how something went. */
export const toast = { success: announce("success"), error: announce("error"), info: announce("info") };

/** What has been said and not shown yet. For useSyncExternalStore. */
export const waitingToasts = () => waiting;

export function onToast(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Takes over what waits. */
export function takeToasts(): readonly Toast[] {
  const taken = waiting;
  waiting = [];
  return taken;
}
