import { afterAll, beforeAll, expect, it } from "vitest";
import { pool } from "./db";
import { type TestDatabase, testDatabase } from "./store/testing";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

it("a connection lost between two queries of a transaction fails the next one, not the process", async () => {
  const client = await pool().connect();
  await client.query("BEGIN");
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const lost = new Promise<void>((resolve) => client.once("end", () => resolve()));
  await pool().query("SELECT pg_terminate_backend($1)", [rows[0]!.pid]);
  await lost;
  await expect(client.query("SELECT 1")).rejects.toThrow();
  client.release(true);
  expect((await pool().query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
});
