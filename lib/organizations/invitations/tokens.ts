import { hash, randomBytes } from "node:crypto";

export const INVITATION_LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;

/** 256 bits for a link; only its hash is stored. */
export function newToken(): { token: string; tokenHash: Buffer<ArrayBuffer> } {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenHash: hashToken(token) };
}

export const hashToken = (token: string): Buffer<ArrayBuffer> =>
  Buffer.from(hash("sha256", token, "hex"), "hex");
