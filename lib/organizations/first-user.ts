import type { Actor } from "../context";
import { env } from "../env";
import { parse } from "../parse";
import { found } from "./found";
import { hashPassword } from "./passwords";
import { createUserInput, type UserView } from "./schema";

/**
 * Founds a fresh installation around its first user, as the owner of organization "Default" with project "Default" (slug
 * `default`). Null when a user exists already.
 */
export async function foundWithUser(
  input: { name: string; email: string; password: string },
  actor: Actor,
): Promise<UserView | null> {
  const { name, email, password } = parse(createUserInput, input);
  const founding = {
    user: { name, email, passwordHash: await hashPassword(password) },
    organizationName: "Default",
    project: { name: "Default", slug: "default" },
  };
  const founded = await found(founding, actor, null);
  return founded && { id: founded.userId, email, name };
}

/** Founds from GATEHOUSE_ADMIN_EMAIL and GATEHOUSE_ADMIN_PASSWORD, without a browser. True when it did. */
export async function ensureAdmin(): Promise<boolean> {
  const { GATEHOUSE_ADMIN_EMAIL: email, GATEHOUSE_ADMIN_PASSWORD: password } = env();
  if (!email || !password) return false;
  const name = email.split("@")[0]!;
  return (
    (await foundWithUser({ name, email, password }, { kind: "SYSTEM", id: null, name: "environment" })) !==
    null
  );
}
