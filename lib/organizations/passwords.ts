import { hash, verify } from "@node-rs/argon2";

/** argon2id with the first of OWASP's recommended settings (Password Storage Cheat Sheet): 19 MiB, 2 passes. */
const SETTINGS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** An argon2id hash of a password, as text that holds its own salt and settings. */
export const hashPassword = (password: string): Promise<string> => hash(password, SETTINGS);

let nobody: Promise<string> | undefined;

/** Whether a password is right. Takes as long for an unknown user (null), so that the time tells nothing. */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword("nobody has this password");
  const matches = await verify(passwordHash ?? (await nobody), password);
  return passwordHash !== null && matches;
}
