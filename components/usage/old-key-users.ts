import type { KeyView } from "@/lib/keys/schema";
import type { CallerView } from "@/lib/usage/schema";

const DAY_MS = 86_400_000;

/** Who used a rotated key after its rotation. */
export type OldKeyUser = Pick<CallerView, "address" | "userAgent" | "lastSeenAt"> & {
  /** By the management API, which makes nobody a caller: only the key itself knows of it. */
  manages: boolean;
};

type LastUse = Pick<KeyView, "lastUsedAt" | "lastUsedAddress" | "lastUsedUserAgent">;

/** Who has used a key since it was rotated, the latest first, and whether nobody has for a day. */
export function oldKeyUsers(
  apiKey: LastUse,
  callers: CallerView[],
  rotatedAt: string,
  nowMs: number,
): { users: OldKeyUser[]; quiet: boolean } {
  const calling = callers.map((caller) => ({ ...caller, manages: false }));
  const users = withLastUse(calling, apiKey)
    .filter(({ lastSeenAt }) => lastSeenAt > rotatedAt)
    .sort((a, b) => (a.lastSeenAt < b.lastSeenAt ? 1 : -1));
  const latest = users[0]?.lastSeenAt ?? rotatedAt;
  return { users, quiet: nowMs - Date.parse(latest) >= DAY_MS };
}

/** The last use is a caller's, whose calls may not be counted yet, or else it was no call. */
function withLastUse(users: OldKeyUser[], apiKey: LastUse): OldKeyUser[] {
  const { lastUsedAt, lastUsedAddress: address, lastUsedUserAgent: userAgent } = apiKey;
  if (lastUsedAt === null) return users;
  const isLast = (user: OldKeyUser) => user.address === address && user.userAgent === userAgent;
  if (!users.some(isLast)) return [...users, { address, userAgent, lastSeenAt: lastUsedAt, manages: true }];
  return users.map((user) =>
    isLast(user) && user.lastSeenAt < lastUsedAt ? { ...user, lastSeenAt: lastUsedAt } : user,
  );
}
