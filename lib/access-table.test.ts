import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as audit from "./audit";
import { ACCESS, type Row } from "./audit/testing.access";
import { PLANTED } from "./audit/testing.access-targets";
import * as credentials from "./credentials";
import { db, pool } from "./db";
import * as endpoints from "./endpoints";
import * as keys from "./keys";
import * as notices from "./notices";
import * as organizations from "./organizations";
import { type TestTenant, testTenant } from "./organizations/testing";
import { type TestDatabase, testDatabase } from "./store/testing";
import * as usage from "./usage";

/** Take a context and are no verbs: they are called inside of one. */
const INSIDE = ["audit.recordAudit", "audit.recordAudits"];
const ROLES = ["owner", "admin", "member", "viewer"] as const;

let database: TestDatabase;
let tenant: TestTenant;
let other: TestTenant;
let tables: string[];
beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant(PLANTED);
  other = await testTenant();
  const { rows } = await pool().query<{ name: string }>(
    "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  );
  tables = rows.map(({ name }) => name);
});
afterAll(() => database.drop());

/** How many rows each table has, and what is in them. */
async function everything(): Promise<Record<string, string>> {
  const texts = tables.map(
    (name) => `SELECT '${name}' AS name,
      count(*) || ' ' || md5(coalesce(string_agg(t::text, ',' ORDER BY t::text), '')) AS state FROM ${name} t`,
  );
  const { rows } = await pool().query<{ name: string; state: string }>(texts.join(" UNION ALL "));
  return Object.fromEntries(rows.map(({ name, state }) => [name, state]));
}

async function refused(work: () => Promise<unknown>, code: string) {
  const before = await everything();
  await expect(work()).rejects.toMatchObject({ code });
  expect(await everything()).toEqual(before);
}

function verbs(): string[] {
  const modules = { keys, credentials, endpoints, organizations, notices, usage, audit };
  return Object.entries(modules).flatMap(([module, exported]) =>
    Object.entries(exported)
      .filter(([, value]) => typeof value === "function" && takesContext(value))
      .map(([name]) => `${module}.${name}`),
  );
}

const takesContext = (value: unknown) =>
  /^(async )?(function\s*\*?\s*\w*\s*)?\(\s*(ctx|context)\b/.test(String(value));

describe("the access table", () => {
  it("has a row for every verb, and none for what is not there", () => {
    const rows = new Set(ACCESS.map(({ name }) => name));
    expect(
      verbs()
        .filter((name) => !INSIDE.includes(name))
        .sort(),
    ).toEqual([...rows].sort());
  });

  it("looks at every table", () => {
    expect(tables).toEqual(expect.arrayContaining(["api_keys", "audit_events", "memberships", "users"]));
  });
});

describe.each(ACCESS.map((row, i) => [`${row.name} (${i + 1})`, row] as const))("%s", (_name, row) => {
  it("is for its roles, and one event tells of it", async () => {
    for (const role of row.roles) {
      const place = row.ends ? await testTenant() : tenant;
      const call = await row.prepare(place);
      const before = await db().auditEvent.count();
      await call(place[role]);
      expect(await db().auditEvent.count()).toBe(before + (row.writes ? 1 : 0));
    }
  });

  it("is refused to every other role, and nothing is changed", async () => {
    const call = await row.prepare(tenant);
    for (const role of ROLES.filter((role) => !row.roles.includes(role))) {
      await refused(() => call(tenant[role]), "forbidden");
    }
    // Who is not an operator is told so: the KEK is no secret.
    await refused(() => call(tenant.stranger), row.roles.length > 0 ? "not_found" : "forbidden");
  });
});

describe("another tenant gets nothing", () => {
  const rows = ACCESS.map((row, i) => [`${row.name} (${i + 1})`, row] as const);
  it.each(rows.filter(([, { foreign }]) => foreign !== null))("by %s", (_name, row) => intrude(row));
});

/** By its own context as far as that names something, and by one that mixes its organization with the tenant's project. */
async function intrude({ foreign, prepare }: Row) {
  const call = await prepare(tenant);
  const mixed = { ...other.owner, projectId: tenant.projectId };
  for (const ctx of foreign === "own" ? [mixed] : [other.owner, mixed]) {
    if (foreign !== "nothing") {
      await refused(() => call(ctx), foreign === "invalid_input" ? foreign : "not_found");
      continue;
    }
    const before = await everything();
    const answer = await call(ctx).catch((error) => expect(error).toMatchObject({ code: "not_found" }));
    expect(JSON.stringify(answer ?? null)).not.toContain(PLANTED);
    expect(await everything()).toEqual(before);
  }
}
