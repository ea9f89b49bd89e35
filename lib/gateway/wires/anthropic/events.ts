import { z } from "zod";
import { UnreadableAnswer } from "../wire";
import { counted } from "./usage";

const block = z.object({ type: z.string(), id: z.string().optional(), name: z.string().optional() });
const delta = z.object({
  type: z.string(),
  text: z.string().optional(),
  partial_json: z.string().optional(),
  thinking: z.string().optional(),
});

/** The events that say something to a chat completion's reader. Others may come at any time and are passed over. */
const event = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("message_start"),
    message: z.object({ id: z.string(), model: z.string(), usage: counted }),
  }),
  z.object({ type: z.literal("content_block_start"), index: z.number(), content_block: block }),
  z.object({ type: z.literal("content_block_delta"), index: z.number(), delta }),
  z.object({ type: z.literal("content_block_stop"), index: z.number() }),
  z.object({
    type: z.literal("message_delta"),
    delta: z.object({ stop_reason: z.string().nullish() }),
    usage: counted.nullish(),
  }),
  z.object({ type: z.literal("message_stop") }),
  z.object({ type: z.literal("error"), error: z.unknown() }),
]);
export type StreamEvent = z.infer<typeof event>;

const KNOWN = new Set<unknown>(event.options.map((option) => option.shape.type.value));

/** One event of a stream, or null for a kind that is none of ours. Throws UnreadableAnswer. */
export function readEvent(data: string): StreamEvent | null {
  let json: { type?: unknown } | null;
  try {
    json = JSON.parse(data) as { type?: unknown } | null;
  } catch {
    throw new UnreadableAnswer("an event is not JSON");
  }
  if (!KNOWN.has(json?.type)) return null;
  const parsed = event.safeParse(json);
  if (!parsed.success) throw new UnreadableAnswer(`a ${String(json?.type)} event is not what it should be`);
  return parsed.data;
}
