import { env } from "../env";
import { found } from "./found";
import { hashPassword } from "./passwords";
import { email as emailSchema } from "./schema";

/**
 * Sets a fresh installation up from GATEHOUSE_ADMIN_EMAIL and GATEHOUSE_ADMIN_PASSWORD, without a browser: that user,
 * organization "Default", project "Default" (slug `default`). Does nothing once a user exists. True when it founded.
 */
export async function ensureAdmin(): Promise<boolean> {
  const { GATEHOUSE_ADMIN_EMAIL, GATEHOUSE_ADMIN_PASSWORD } = env();
  if (!GATEHOUSE_ADMIN_EMAIL || !GATEHOUSE_ADMIN_PASSWORD) return false;
  const email = emailSchema.parse(GATEHOUSE_ADMIN_EMAIL);
  const founding = {
    user: { name: email.split("@")[0]!, email, passwordHash: await hashPassword(GATEHOUSE_ADMIN_PASSWORD) },
    organizationName: "Default",
    project: { name: "Default", slug: "default" },
  };
  return (await found(founding, { kind: "SYSTEM", id: null, name: "environment" }, null)) !== null;
}
