import { afterAll, beforeAll, expect, test } from "vitest";
import { db, pool } from "@/lib/db";
import { type TestDatabase, testDatabase } from "@/lib/store/testing";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test("a test file's database is migrated and empty, for Prisma and for plain SQL", async () => {
  expect(await db().user.count()).toBe(0);
  const { rows } = await pool().query("SELECT current_database() AS name");
  expect(database.url).toContain(rows[0].name);
});
