import { localKeys } from "./local";

type Sealed = Buffer<ArrayBuffer>;

/**
 * Seals data keys and opens them again. Here it is done with keys of this installation (local.ts); a key management service would
 * be another implementation, which is why both may answer later.
 */
export interface KeyEncryption {
  /** The versions it holds now, newest first. Which one new data keys are sealed under is a matter of the database. */
  versions(): number[];
  /** `context` is authenticated: what was sealed under one does not open under another. */
  seal(version: number, context: string, bytes: Uint8Array): Sealed | Promise<Sealed>;
  /** Throws for a version it does not hold, another key, another context or a changed byte. */
  open(version: number, context: string, sealed: Uint8Array): Buffer | Promise<Buffer>;
}

/** Where this installation's data keys are sealed. */
export const keyEncryption = (): KeyEncryption => localKeys;
