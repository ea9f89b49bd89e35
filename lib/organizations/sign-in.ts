import { db } from "../db";
import { parse } from "../parse";
import { passwordMatches } from "./passwords";
import { type SignInInput, signInInput } from "./schema";
import { countAttempt, forgiveAttempts } from "./throttle";

export type SignInResult =
  | { ok: true; user: { id: string; email: string; name: string; sessionVersion: number } }
  | { ok: false; reason: "wrong_email_or_password" }
  | { ok: false; reason: "too_many_attempts"; retryAfterSeconds: number };

/** Checks an e-mail address and password. A denial is a value; it never says which of the two was wrong. */
export async function signIn(input: SignInInput, address: string | null): Promise<SignInResult> {
  const { email, password } = parse(signInInput, input);
  const retryAfterSeconds = await countAttempt(email, address);
  if (retryAfterSeconds !== null) return { ok: false, reason: "too_many_attempts", retryAfterSeconds };
  const user = await db().user.findUnique({
    where: { email },
    select: { id: true, email: true, name: true, passwordHash: true, sessionVersion: true },
  });
  const matches = await passwordMatches(user?.passwordHash ?? null, password);
  if (!user || !matches) return { ok: false, reason: "wrong_email_or_password" };
  await forgiveAttempts(email, address);
  const { id, name, sessionVersion } = user;
  return { ok: true, user: { id, email, name, sessionVersion } };
}
