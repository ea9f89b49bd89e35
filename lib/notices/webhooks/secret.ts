import { createHmac } from "node:crypto";
import { env } from "../../env";

/** How long messages carry the signature of the secret before as well, so that a receiver can change over. */
export const FORMER_SECRET_MS = 24 * 60 * 60 * 1000;

/** The bytes that a webhook's messages are signed with. They follow from NEXTAUTH_SECRET: nothing of them is stored. */
export function signingKey(webhookId: string, version: number): Buffer {
  const secret = env().NEXTAUTH_SECRET;
  if (!secret) throw new Error("NEXTAUTH_SECRET is not set");
  return createHmac("sha256", secret).update(`gatehouse webhook\0${webhookId}\0${version}`).digest();
}

/** The signing key as Standard Webhooks writes it: `whsec_` and base64. */
export const signingSecret = (webhookId: string, version: number): string =>
  `whsec_${signingKey(webhookId, version).toString("base64")}`;
