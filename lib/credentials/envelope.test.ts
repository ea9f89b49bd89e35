import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "../db";
import { type TestDatabase, testDatabase } from "../store/testing";
import { openSecrets, sealSecrets } from "./envelope";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const SECRETS = { apiKey: "sk-live-0123456789abcdef" };

it("opens for its own credential alone, and not when a byte changed", async () => {
  const envelope = await sealSecrets(db(), "a", SECRETS);
  expect(await openSecrets("a", envelope)).toEqual(SECRETS);
  await expect(openSecrets("b", envelope)).rejects.toThrow();
  for (const field of ["sealedSecret", "sealedDataKey"] as const) {
    const changed = Buffer.from(envelope[field]);
    changed[changed.length - 1]! ^= 1;
    await expect(openSecrets("a", { ...envelope, [field]: changed })).rejects.toThrow();
  }
});

it("never comes out the same twice", async () => {
  const [one, two] = [await sealSecrets(db(), "a", SECRETS), await sealSecrets(db(), "a", SECRETS)];
  expect(one.sealedSecret).not.toEqual(two.sealedSecret);
  expect(one.sealedDataKey).not.toEqual(two.sealedDataKey);
});
