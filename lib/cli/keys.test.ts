import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pool } from "../db";
import { type TestDatabase, testDatabase } from "../store/testing";
import { runCommand as gatehouse } from "./testing";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const user = ["users", "create", "--email", "ada@example.com", "--password-stdin"];
  await gatehouse(user, "correct horse battery");
});
afterAll(() => database.drop());

const LIMITS = ["--cost-limit-usd", "25.50", "--token-limit", "1000000", "--rpm", "60"];
const create = (...more: string[]) =>
  gatehouse(["keys", "create", "--project", "default", "--note", "ci", ...more, "--json"]);

describe("limits on the command line", () => {
  it("are set by create, changed one at a time and cleared by none", async () => {
    const { secret: _, ...created } = (await create(...LIMITS, "--reset-period", "monthly")).json();
    const limits = {
      costLimitUsd: "25.5",
      tokenLimit: 1_000_000,
      requestsPerMinute: 60,
      resetPeriod: "monthly",
    };
    expect(created).toMatchObject(limits);

    const update = (...more: string[]) => gatehouse(["keys", "update", created.id, ...more, "--json"]);
    expect((await update("--rpm", "120")).json()).toMatchObject({ ...limits, requestsPerMinute: 120 });
    const cleared = await update("--cost-limit-usd", "none", "--token-limit", "none", "--rpm", "none");
    expect(cleared.json()).toMatchObject({ costLimitUsd: null, tokenLimit: null, requestsPerMinute: null });
    const expiring = await update("--note", "ci 2", "--expires-at", "2999-01-31T00:00:00Z");
    expect(expiring.json()).toMatchObject({ note: "ci 2", expiresAt: "2999-01-31T00:00:00.000Z" });
    expect((await update("--expires-at", "none")).json()).toMatchObject({ note: "ci 2", expiresAt: null });
  });

  it("stand in list and show, with what was used of them", async () => {
    const { id, projectId } = (await create(...LIMITS, "--reset-period", "daily")).json();
    await pool().query(
      `INSERT INTO key_usage (key_id, period, starts_at, project_id, requests, errors, refused, unauthorized, input_tokens,
        output_tokens, cached_tokens, reasoning_tokens, cost_nano_usd, unpriced)
       VALUES ($1, 'day', date_trunc('day', now(), 'UTC'), $2, 3, 0, 0, 0, 1000, 234, 0, 0, 1240000001, 0)`,
      [id, projectId],
    );
    const used = { costUsd: "1.240000001", tokens: 1234, requests: 3 };
    const listed = (await gatehouse(["keys", "list", "--project", "default", "--json"])).json();
    expect(listed.find((key: { id: string }) => key.id === id)).toMatchObject({
      requestsPerMinute: 60,
      consumption: used,
    });
    expect((await gatehouse(["keys", "show", id, "--json"])).json()).toMatchObject({ id, consumption: used });

    await create();
    const table = (await gatehouse(["keys", "list", "--project", "default"])).out;
    expect(table).toMatch(/EXPIRES +LIMITS +USED/);
    expect(table).toMatch(/\$25\.5 and 1000000 tokens daily, 60 rpm +\$1\.240000001, 1234 tokens/);
    expect(table).toMatch(/never +none +\$0, 0 tokens/);
    expect((await gatehouse(["keys", "show", id])).out).toMatch(/resets +\d{4}-\d\d-\d\d 00:00Z/);
  });

  it.each([
    [["--cost-limit-usd", "ten"], "--cost-limit-usd", "Enter an amount in dollars such as 25 or 0.50."],
    [["--cost-limit-usd", "0"], "--cost-limit-usd", "Enter an amount in dollars"],
    [["--token-limit", "1.5"], "--token-limit", "Enter a whole number of tokens."],
    [["--rpm", "0"], "--rpm", "Enter at least 1 request per minute."],
    [["--reset-period", "yearly"], "--reset-period", "Choose never, daily, weekly or monthly."],
  ])("%j is refused by its option's name, with what to enter", async (args, option, advice) => {
    const refused = await create(...args);
    expect(refused).toMatchObject({ code: 2, out: "" });
    expect(refused.err).toContain(option);
    expect(refused.err).toContain(advice);
  });

  it("an update has to say what to change, and of which key", async () => {
    const { id } = (await create()).json();
    const nothing = await gatehouse(["keys", "update", id]);
    expect(nothing).toMatchObject({ code: 2, out: "" });
    expect(nothing.err).toContain("Say what to change");
    expect(await gatehouse(["keys", "update", "no-such-key", "--rpm", "5"])).toMatchObject({ code: 3 });
    expect(await gatehouse(["keys", "show", "no-such-key"])).toMatchObject({ code: 3 });
  });
});
