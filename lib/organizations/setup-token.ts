import { hash, randomBytes } from "node:crypto";
import { db, type Tx } from "../db";

const LIFETIME_MS = 24 * 60 * 60 * 1000;

const hashToken = (token: string) => Buffer.from(hash("sha256", token, "hex"), "hex");

/** A fresh one-time token for the first-run setup, or null once a user exists. Earlier tokens stop working. */
export async function issueSetupToken(): Promise<string | null> {
  if ((await db().user.count()) > 0) return null;
  const token = randomBytes(24).toString("base64url");
  await db().$transaction([
    db().oneTimeToken.deleteMany({ where: { purpose: "SETUP" } }),
    db().oneTimeToken.create({
      data: { tokenHash: hashToken(token), purpose: "SETUP", expiresAt: new Date(Date.now() + LIFETIME_MS) },
    }),
  ]);
  return token;
}

export type SetupState = "ready" | "invalid_token" | "already_set_up";

/** What the setup page can do with a token. Looking does not use it up. */
export async function setupState(token: string): Promise<SetupState> {
  if ((await db().user.count()) > 0) return "already_set_up";
  const row = await db().oneTimeToken.findUnique({ where: { tokenHash: hashToken(token) } });
  const usable = row?.purpose === "SETUP" && !row.usedAt && row.expiresAt > new Date();
  return usable ? "ready" : "invalid_token";
}

/** Uses a token up, inside the transaction that needs it. False when it is wrong, used or too old. */
export async function redeemSetupToken(tx: Tx, token: string): Promise<boolean> {
  const { count } = await tx.oneTimeToken.updateMany({
    where: { tokenHash: hashToken(token), purpose: "SETUP", usedAt: null, expiresAt: { gt: new Date() } },
    data: { usedAt: new Date() },
  });
  return count === 1;
}
