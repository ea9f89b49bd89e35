import { expect, it } from "vitest";
import type { CallerView } from "@/lib/usage/schema";
import { oldKeyUsers } from "./old-key-users";

const NOW_MS = Date.parse("2026-11-21T12:00:00.000Z");
const ROTATED_AT = "2026-11-15T12:00:00.000Z";
const hoursAgo = (hours: number) => new Date(NOW_MS - hours * 3_600_000).toISOString();

const caller = (address: string, lastSeenAt: string): CallerView => ({
  address,
  userAgent: "openai",
  firstSeenAt: hoursAgo(1000),
  lastSeenAt,
  requests: 1,
});
const lastUse = (address: string | null, lastUsedAt: string | null, agent = "openai") => ({
  lastUsedAt,
  lastUsedAddress: address,
  lastUsedUserAgent: address && agent,
});
const usersOf = (apiKey: ReturnType<typeof lastUse>, callers: CallerView[]) =>
  oldKeyUsers(apiKey, callers, ROTATED_AT, NOW_MS);

it("a key that was used by the management API alone is in use", () => {
  const { users, quiet } = usersOf(lastUse("10.0.0.9", hoursAgo(2), "terraform"), []);
  expect(quiet).toBe(false);
  expect(users).toEqual([
    { address: "10.0.0.9", userAgent: "terraform", lastSeenAt: hoursAgo(2), manages: true },
  ]);
});

it("a key that still manages is no quiet one, though its callers have gone", () => {
  const { users, quiet } = usersOf(lastUse("10.0.0.9", hoursAgo(2), "terraform"), [
    caller("10.0.0.1", hoursAgo(30)),
    caller("10.0.0.2", hoursAgo(300)),
  ]);
  expect(quiet).toBe(false);
  expect(users.map(({ address, manages }) => [address, manages])).toEqual([
    ["10.0.0.9", true],
    ["10.0.0.1", false],
  ]);
});

it("a last use that was a caller's is that caller's, also where it went on to manage", () => {
  const { users, quiet } = usersOf(lastUse("10.0.0.1", hoursAgo(2)), [caller("10.0.0.1", hoursAgo(300))]);
  expect(quiet).toBe(false);
  expect(users).toMatchObject([{ address: "10.0.0.1", lastSeenAt: hoursAgo(2), manages: false }]);
});

it("a key that nobody used for a day is quiet, and one that was rotated within it is not yet", () => {
  const used = lastUse("10.0.0.1", hoursAgo(25));
  expect(usersOf(used, [caller("10.0.0.1", hoursAgo(25))])).toMatchObject({ quiet: true, users: [{}] });
  expect(usersOf(lastUse("10.0.0.1", hoursAgo(300)), [])).toEqual({ quiet: true, users: [] });
  expect(usersOf(lastUse(null, null), [])).toEqual({ quiet: true, users: [] });
  expect(oldKeyUsers(lastUse(null, null), [], hoursAgo(23), NOW_MS)).toEqual({ quiet: false, users: [] });
});
