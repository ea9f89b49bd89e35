import { hash } from "node:crypto";
import { pool } from "../db";
import { subscriberOf } from "../network";

const WINDOW_SECONDS = 15 * 60;
/** Per account this many failures in a window; per address more, because an office shares one. */
const MAX_PER_EMAIL = 8;
const MAX_PER_ADDRESS = 60;

const subjectsOf = (email: string, address: string | null) => [
  { subject: `email:${hash("sha256", email, "hex")}`, max: MAX_PER_EMAIL },
  ...(address ? [{ subject: `address:${subscriberOf(address)}`, max: MAX_PER_ADDRESS }] : []),
];

/**
 * Counts an attempt before its password is looked at, so that a hundred at once get no more tries than one after the other.
 * Returns the seconds to wait when there were too many, else null.
 */
export async function countAttempt(email: string, address: string | null): Promise<number | null> {
  let waitSeconds: number | null = null;
  for (const { subject, max } of subjectsOf(email, address)) {
    const { rows } = await pool().query<{ attempts: number; wait: number }>(
      `INSERT INTO sign_in_throttles AS t (subject, attempts, window_started_at) VALUES ($1, 1, now())
       ON CONFLICT (subject) DO UPDATE SET
         attempts = CASE WHEN t.window_started_at < now() - make_interval(secs => $2) THEN 1 ELSE t.attempts + 1 END,
         window_started_at = CASE WHEN t.window_started_at < now() - make_interval(secs => $2) THEN now() ELSE t.window_started_at END
       RETURNING attempts, ceil(extract(epoch FROM window_started_at - now()) + $2)::int AS wait`,
      [subject, WINDOW_SECONDS],
    );
    const { attempts, wait } = rows[0]!;
    if (attempts > max) waitSeconds = Math.max(waitSeconds ?? 1, wait);
  }
  return waitSeconds;
}

/** Forgets an account's failures after a success, and takes the address's attempt back. */
export async function forgiveAttempts(email: string, address: string | null): Promise<void> {
  const [account, origin] = subjectsOf(email, address);
  await pool().query("DELETE FROM sign_in_throttles WHERE subject = $1", [account!.subject]);
  if (origin) {
    await pool().query(
      "UPDATE sign_in_throttles SET attempts = greatest(attempts - 1, 0) WHERE subject = $1",
      [origin.subject],
    );
  }
  await pool().query(
    "DELETE FROM sign_in_throttles WHERE window_started_at < now() - make_interval(secs => $1)",
    [WINDOW_SECONDS],
  );
}
