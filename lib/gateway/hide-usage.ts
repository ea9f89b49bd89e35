import { readEvent, splitEvents } from "./sse";

/** Whole events without those that only tell the usage: what was asked for on our own account. */
export function hideUsage(events: Buffer): Buffer {
  // As Latin-1 text the bytes stay what they are.
  const shown = splitEvents(events.toString("latin1")).filter((event) => !tellsOnlyUsage(event));
  return Buffer.from(shown.join(""), "latin1");
}

/** Azure's first chunk has no choices either, and no usage. */
function tellsOnlyUsage(event: string): boolean {
  if (!event.includes('"prompt_tokens"')) return false;
  const chunk = readEvent(event) as { choices?: unknown; usage?: unknown } | null | undefined;
  const choices = chunk?.choices ?? [];
  const empty = Array.isArray(choices) && choices.length === 0;
  return empty && typeof chunk?.usage === "object" && chunk.usage !== null;
}
