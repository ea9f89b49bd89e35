import { expect, test } from "@playwright/test";
import { gatehouse, readyToCall } from "./command-line";
import { type FakeUpstream, startFakeUpstream } from "./fake-upstream";
import { call } from "./gateway-client";
import { type Gatehouse, startGatehouse } from "./server";

let house: Gatehouse;
let upstream: FakeUpstream;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  upstream = await startFakeUpstream({ secret: "sk-fake-upstream-secret" });
  const env = { GATEHOUSE_ADMIN_EMAIL: "ada@example.com", GATEHOUSE_ADMIN_PASSWORD: "violet harbor lamp" };
  house = await startGatehouse({ env });
});
test.afterAll(async () => {
  await house?.stop();
  await upstream?.close();
});

test("the environment sets a fresh installation up, and no setup link is printed", () => {
  expect(house.setupUrl).toBeNull();
});

test("a change made on the command line is in force at the running gateway on its very next call", async () => {
  const { id, secret } = await readyToCall(house, upstream.url);
  expect(await call(house.url, secret)).toBe("200");
  for (let round = 0; round < 3; round++) {
    await gatehouse(house, ["keys", "disable", id]);
    expect(await call(house.url, secret)).toBe("401 disabled_api_key");
    await gatehouse(house, ["keys", "enable", id]);
    expect(await call(house.url, secret)).toBe("200");
  }
  await gatehouse(house, ["keys", "delete", id, "--yes"]);
  expect(await call(house.url, secret)).toBe("401 revoked_api_key");
  const [credential] = await gatehouse<{ id: string; lastUsedAt: string | null }[]>(house, [
    "credentials",
    "list",
    "--project",
    "default",
  ]);
  const other = await gatehouse<{ secret: string }>(house, [
    "keys",
    "create",
    "--project",
    "default",
    "--note",
    "x",
  ]);
  expect(await call(house.url, other.secret)).toBe("200");
  await gatehouse(house, ["credentials", "delete", credential!.id, "--yes"]);
  expect(await call(house.url, other.secret)).toBe("404 no_credential");
});

test("limits set on the command line hold at the running gateway, and what is used shows there", async () => {
  const { secret: ready } = await readyToCall(house, upstream.url);
  expect(await call(house.url, ready)).toBe("200");
  const create = ["keys", "create", "--project", "default", "--note", "limited", "--rpm", "1"];
  const { id, secret } = await gatehouse<{ id: string; secret: string }>(house, create);
  expect(await call(house.url, secret)).toBe("200");
  expect(await call(house.url, secret)).toBe("429 rate_limit_exceeded");
  await gatehouse(house, ["keys", "update", id, "--rpm", "none", "--token-limit", "1"]);
  expect(await call(house.url, secret)).toBe("429 token_limit_exceeded");
  await gatehouse(house, ["keys", "update", id, "--token-limit", "1000000", "--reset-period", "daily"]);
  expect(await call(house.url, secret)).toBe("200");
  await expect(async () => {
    const key = await gatehouse<{ consumption: { tokens: number; requests: number } }>(house, [
      "keys",
      "show",
      id,
    ]);
    expect(key).toMatchObject({ tokenLimit: 1_000_000, consumption: { tokens: 52 } });
  }).toPass();
});
