import { expect, test } from "@playwright/test";
import { gatehouse, readyToCall } from "./command-line";
import { type FakeUpstream, startFakeUpstream } from "./fake-upstream";
import { call } from "./gateway-client";
import { type Gatehouse, startGatehouse } from "./server";

/** What docs/reliability.md states for a working channel: the next call. Measured from the end of the deletion. */
const BOUND_MS = 0;

let first: Gatehouse;
let second: Gatehouse;
let upstream: FakeUpstream;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  upstream = await startFakeUpstream({ secret: "sk-fake-upstream-secret" });
  const env = { GATEHOUSE_ADMIN_EMAIL: "ada@example.com", GATEHOUSE_ADMIN_PASSWORD: "violet harbor lamp" };
  first = await startGatehouse({ env });
  second = await startGatehouse({ env: { DATABASE_URL: first.databaseUrl, ...first.secrets } });
});
test.afterAll(async () => {
  await second?.stop();
  await first?.stop();
  await upstream?.close();
});

test("a key deleted through one process is refused by the other on its next call", async () => {
  const { id, secret } = await readyToCall(first, upstream.url);
  const keys = [{ id, secret }];
  for (let i = 0; i < 4; i++) {
    keys.push(await gatehouse(first, ["keys", "create", "--project", "default", "--note", `k${i}`]));
  }
  for (const key of keys) {
    expect(await call(first.url, key.secret)).toBe("200");
    expect(await call(second.url, key.secret)).toBe("200");
  }
  const delaysMs: number[] = [];
  for (const key of keys) {
    await gatehouse(first, ["keys", "delete", key.id, "--yes"]);
    const deletedAtMs = performance.now();
    let refusedAfterMs = 0;
    while ((await call(second.url, key.secret)) !== "401 revoked_api_key") {
      refusedAfterMs = performance.now() - deletedAtMs;
      expect(refusedAfterMs).toBeLessThan(10_000);
    }
    delaysMs.push(refusedAfterMs);
    expect(await call(first.url, key.secret)).toBe("401 revoked_api_key");
  }
  test.info().annotations.push({ type: "delays after the deletion (ms)", description: delaysMs.join(", ") });
  expect(Math.max(...delaysMs)).toBe(BOUND_MS);
});

test("a new key works through both at once, and a new credential is used by both", async () => {
  const key = await gatehouse<{ secret: string }>(first, [
    "keys",
    "create",
    "--project",
    "default",
    "--note",
    "new",
  ]);
  expect(await call(second.url, key.secret)).toBe("200");
  expect(await call(first.url, key.secret)).toBe("200");
});
