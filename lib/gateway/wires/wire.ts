import type { ParsedBody } from "../parse-body";
import type { Refusal } from "../refusals";
import type { Resolved } from "../resolve-model";
import type { ForwardRoute } from "../routes";
import type { Usage } from "../usage";

/**
 * Puts a call into a provider's words, or says what of it this provider cannot do. Asked once for each target that is tried, always
 * with the body as it came.
 */
export type WireAdapter = (route: ForwardRoute, body: ParsedBody, to: Resolved) => Exchange | Refusal;

/** A call as its provider wants it, and how to read the answer. */
export type Exchange = {
  /** Below the base URL, with its query if it has one. */
  path: string;
  /** The very buffer that came in, where nothing has to change. */
  body: Buffer;
  /** What the head says besides what every call's does, as a flat list with names in lower case; replaces `accept`. */
  headers: readonly string[];
  /** The stream's usage is asked for on our own account: the application is not to see it. */
  hidesUsage: boolean;
  /** Null where the answer's bytes pass as they are. */
  translator: Translator | null;
};

/** An error in the client's protocol: what is sent in place of an answer, or as the last event of a stream. */
export type TranslatedError = { status: number; body: string };

/** Turns one answer into the client's protocol. One object per attempt, either streamed or whole. */
export interface Translator {
  /** What the provider counted, as far as it has said so. */
  readonly usage: Usage | null;
  /** That is all that it will count. */
  readonly counted: boolean;
  /** Set once the provider reported an error within its stream: nothing after it counts. */
  readonly failure: TranslatedError | null;
  /** Takes bytes of a stream, cut anywhere, and gives the events that are complete with them; null for none. */
  push(chunk: Buffer): Buffer | null;
  /** The stream is over. Throws UnreadableAnswer when the provider had not finished. */
  end(): Buffer | null;
  /** A whole answer that was not streamed. */
  whole(answer: Buffer): Buffer;
  /** A provider's error in OpenAI's shape. */
  error(status: number, body: string): TranslatedError;
}

/** The provider's answer is not what its protocol says. The message is for the log alone. */
export class UnreadableAnswer extends Error {
  readonly code = "GATEHOUSE_UNREADABLE_ANSWER";
}
