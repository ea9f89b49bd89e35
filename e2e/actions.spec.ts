import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { addPerson, expect, type House, pageOf, test, UPSTREAM_SECRET } from "./console";

// The organization ends here.
test.use({ alone: "actions" });

const MANIFEST = join(import.meta.dirname, "../.next/server/server-reference-manifest.json");
const KEYS = "projects/[projectId]/settings/api-keys";
const CREDENTIALS = "projects/[projectId]/settings/llm-api-keys";
const ENDPOINTS = "projects/[projectId]/settings/endpoints";
const GENERAL = "projects/[projectId]/settings/general";
const PROJECT = "projects/[projectId]";
const MEMBERS = "organizations/[organizationId]/members";
const NOTICES = "organizations/[organizationId]/notices";
const DELIVERY = "organizations/[organizationId]/notices/delivery";
const SETTINGS = "organizations/[organizationId]/settings";

/** Open to who is not signed in, or about the caller alone; tried where people set up, are invited and mind their account. */
const ELSEWHERE = [
  "(auth)/setup createFirstUser",
  "(auth)/invite invitationState",
  "(auth)/invite acceptInvitation",
  "(auth)/invite joinByInvitation",
  "admin saveTheme",
  "admin/account changePassword",
  "admin/account renameUser",
];

type Role = "OWNER" | "ADMIN" | "MEMBER" | "VIEWER";
type Who = Role | "STRANGER" | "NOBODY";
type Row = {
  action: string;
  /** What is acted upon, by its name in the database. */
  input: (id: (sql: string) => Promise<string>) => unknown;
  roles?: readonly Role[];
};

const ADMINS: Role[] = ["OWNER", "ADMIN"];
const ALL: Role[] = ["OWNER", "ADMIN", "MEMBER", "VIEWER"];
const keyNamed = (note: string) => `SELECT id FROM api_keys WHERE note = '${note}'`;
const CREDENTIAL = "SELECT id FROM credentials WHERE name = 'acted-on'";
const ENDPOINT = "SELECT id FROM endpoints WHERE slug = 'acted-on'";
const WEBHOOK = "SELECT id FROM webhooks LIMIT 1";
const INVITATION = "SELECT id FROM invitations LIMIT 1";
const DELIVERED = `
  WITH n AS (
    INSERT INTO notices (id, organization_id, project_id, kind, subject, title, body, details)
    SELECT gen_random_uuid(), organization_id, id, 'finding', 'planted', 'Planted', 'Planted', '{}' FROM projects LIMIT 1 RETURNING id)
  INSERT INTO notice_deliveries (id, notice_id, channel, webhook_id, target, status)
  SELECT gen_random_uuid(), n.id, 'webhook', w.id, w.url, 'failed' FROM n, webhooks w LIMIT 1 RETURNING id`;
const COLLEAGUE = "SELECT id FROM users WHERE name = 'Colleague'";

/**
 * Every server action with an input that its roles succeed with, in an order in which each finds what it acts upon. An action that
 * is not here fails the test.
 */
function rows(upstream: string): Row[] {
  const all: Row[] = [
    { action: `${KEYS} createKey`, input: () => ({ note: "acted on" }) },
    {
      action: `${KEYS} updateKey`,
      input: async (id) => ({ id: await id(keyNamed("acted on")), note: "acted upon" }),
    },
    { action: `${KEYS} disableKey`, input: async (id) => ({ id: await id(keyNamed("acted upon")) }) },
    { action: `${KEYS} enableKey`, input: async (id) => ({ id: await id(keyNamed("acted upon")) }) },
    {
      action: `${KEYS} importKeys`,
      input: () => ({ keys: [{ note: "legacy", secret: "a-secret-of-another-system" }] }),
    },
    {
      action: `${KEYS} rotateKey`,
      input: async (id) => ({ id: await id(keyNamed("legacy")), overlap: "24h" }),
    },
    {
      action: `${KEYS} changeOverlap`,
      input: async (id) => ({ id: await id(`${keyNamed("legacy")} AND legacy`), overlap: "1h" }),
    },
    {
      action: `${KEYS} deleteKey`,
      input: async (id) => ({ id: await id(`${keyNamed("legacy")} AND legacy`) }),
    },
    {
      action: `${CREDENTIALS} createCredential`,
      input: () => ({
        name: "acted-on",
        provider: "openai-compatible",
        baseUrl: upstream,
        secret: UPSTREAM_SECRET,
      }),
    },
    {
      action: `${CREDENTIALS} testConnection`,
      input: () => ({
        name: "trial",
        provider: "openai-compatible",
        baseUrl: upstream,
        secret: UPSTREAM_SECRET,
      }),
    },
    {
      action: `${CREDENTIALS} updateCredential`,
      input: async (id) => ({ id: await id(CREDENTIAL), enabled: true }),
    },
    {
      action: `${PROJECT} setModelPrice`,
      input: async (id) => ({
        ...{
          credentialId: await id(CREDENTIAL),
          model: "m",
          inputUsdPerMillion: "1",
          outputUsdPerMillion: "2",
        },
      }),
    },
    {
      action: `${ENDPOINTS} createEndpoint`,
      input: async (id) => ({
        slug: "acted-on",
        targets: [{ credentialId: await id(CREDENTIAL), model: "m", weight: 100 }],
      }),
    },
    {
      action: `${ENDPOINTS} updateEndpoint`,
      input: async (id) => ({ id: await id(ENDPOINT), timeoutMs: 7000 }),
    },
    { action: `${ENDPOINTS} deleteEndpoint`, input: async (id) => ({ id: await id(ENDPOINT) }) },
    { action: `${CREDENTIALS} deleteCredential`, input: async (id) => ({ id: await id(CREDENTIAL) }) },
    {
      action: `${PROJECT} dismissFinding`,
      input: async (id) => ({ id: await id("SELECT id FROM findings LIMIT 1") }),
    },
    { action: `${PROJECT} disableKey`, input: async (id) => ({ id: await id(keyNamed("acted upon")) }) },
    { action: `${MEMBERS} inviteMember`, input: () => ({ email: "invited@example.com" }) },
    { action: `${MEMBERS} withdrawInvitation`, input: async (id) => ({ id: await id(INVITATION) }) },
    {
      action: `${MEMBERS} changeRole`,
      input: async (id) => ({ userId: await id(COLLEAGUE), role: "VIEWER" }),
    },
    { action: `${MEMBERS} removeMember`, input: async (id) => ({ userId: await id(COLLEAGUE) }) },
    { action: `${DELIVERY} createWebhook`, input: () => ({ url: `${upstream}/notices` }) },
    { action: `${DELIVERY} updateWebhook`, input: async (id) => ({ id: await id(WEBHOOK), enabled: true }) },
    { action: `${DELIVERY} rotateWebhookSecret`, input: async (id) => ({ id: await id(WEBHOOK) }) },
    { action: `${DELIVERY} testWebhook`, input: async (id) => ({ id: await id(WEBHOOK) }) },
    {
      action: `${DELIVERY} redeliver`,
      input: async (id) => ({ id: await id(DELIVERED) }),
    },
    { action: `${DELIVERY} deleteWebhook`, input: async (id) => ({ id: await id(WEBHOOK) }) },
    { action: `${DELIVERY} setNoticesByEmail`, input: () => false },
    { action: `${NOTICES} markNoticesRead`, input: () => ({ all: true }), roles: ALL },
    { action: `${SETTINGS} updateOrganization`, input: () => ({ requestsPerMinute: 1000 }) },
    { action: `${SETTINGS} addCredits`, input: () => ({ amountUsd: "5" }) },
    { action: `${SETTINGS} stopCredits`, input: () => undefined },
    { action: "projects createProject", input: () => ({ name: "Another" }) },
    { action: `${GENERAL} renameProject`, input: () => ({ name: "Renamed" }) },
    { action: `${GENERAL} projectContents`, input: () => undefined },
    { action: `${GENERAL} deleteProject`, input: () => ({ confirmName: "Renamed" }) },
    {
      action: `${SETTINGS} deleteOrganization`,
      input: () => ({ confirmName: "Northwind" }),
      roles: ["OWNER"],
    },
  ];
  return all.map((row) => ({ ...row, action: `admin/${row.action}` }));
}

/** Each server action of the build by its folder and name: its id, and a page that offers it. */
function actionsOfBuild(): Map<string, { id: string; page: string }> {
  type Entry = { filename: string; exportedName: string; workers: Record<string, unknown> };
  const { node } = JSON.parse(readFileSync(MANIFEST, "utf8")) as { node: Record<string, Entry> };
  return new Map(
    Object.entries(node).map(([id, { filename, exportedName, workers }]) => {
      const folder = filename.replace(/^app\//, "").replace(/\/actions\.ts$/, "");
      const page = Object.keys(workers)[0]!
        .replace(/^app/, "")
        .replace(/\/page$/, "");
      return [`${folder} ${exportedName}`, { id, page: page.replace(/\/\([^)]*\)/g, "") }];
    }),
  );
}

/** Calls an action as its page would, and tells how it ended: "ok" or the refusal's code. */
async function act(
  request: APIRequestContext,
  address: string,
  id: string,
  args: unknown[],
): Promise<string> {
  const response = await request.post(address, {
    headers: {
      "next-action": id,
      accept: "text/x-component",
      "content-type": "text/plain;charset=UTF-8",
      origin: new URL(address).origin,
    },
    data: JSON.stringify(args),
    maxRedirects: 0,
  });
  const text = await response.text();
  const answer = /"ok":(true|false)(?:,"error":\{"code":"(\w+)","message":"([^"]*)")?/.exec(text);
  if (answer?.[1] === "true") return "ok";
  return answer?.[2] === "invalid_input"
    ? `invalid_input: ${text.slice(-400)}`
    : (answer?.[2] ?? `${response.status()} ${text.slice(0, 200)}`);
}

/** What there is in every table; who signs in and what runs by itself leaves no trace in between. */
async function everything(house: House): Promise<Record<string, string>> {
  const tables = await house.query<{ name: string }>(
    "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  );
  const texts = tables.map(
    ({ name }) => `SELECT '${name}' AS name,
      count(*) || ' ' || md5(coalesce(string_agg(t::text, ',' ORDER BY t::text), '')) AS state FROM ${name} t`,
  );
  const states = await house.query<{ name: string; state: string }>(texts.join(" UNION ALL "));
  return Object.fromEntries(states.map(({ name, state }) => [name, state]));
}

/** What no action makes: somebody to be removed, and a finding. */
async function plant(house: House, organizationId: string): Promise<void> {
  await addPerson(house, "MEMBER");
  await house.query("UPDATE users SET name = 'Colleague' WHERE name = 'MEMBER'");
  await house.query(
    `WITH k AS (INSERT INTO api_keys (id, project_id, note, note_sort, display_secret, secret_hash, created_by_kind, created_by_name, updated_at)
       VALUES (gen_random_uuid(), $1, 'found', 'found', 'gk_…0000', sha256('found'), 'CLI', 'test', now()) RETURNING id)
     INSERT INTO findings (id, organization_id, project_id, key_id, kind, subject, details, first_seen_at, last_seen_at)
     SELECT gen_random_uuid(), $2, $1, id, 'new_address', '198.51.100.0/24', '{}', now(), now() FROM k`,
    [house.projectId, organizationId],
  );
}

test("every server action is for its roles, whoever sends it", async ({ page, house }) => {
  test.setTimeout(240_000);
  const built = actionsOfBuild();
  const table = rows(house.upstream.url);
  expect([...built.keys()].sort()).toEqual([...ELSEWHERE, ...table.map(({ action }) => action)].sort());

  const [{ organizationId }] = (await house.query<{ organizationId: string }>(
    'SELECT organization_id AS "organizationId" FROM projects WHERE id = $1',
    [house.projectId],
  )) as [{ organizationId: string }];
  await plant(house, organizationId);
  const id = async (sql: string) => (await house.query<{ id: string }>(sql))[0]!.id;
  const filled = (path: string) =>
    path.replace("[projectId]", house.projectId).replace("[organizationId]", organizationId);

  const people: Partial<Record<Who, APIRequestContext>> = { OWNER: page.request };
  for (const role of ["ADMIN", "MEMBER", "VIEWER", "STRANGER"] as const) {
    const person = await addPerson(house, role === "STRANGER" ? null : role);
    people[role] = (await pageOf(page, house, person)).request;
  }
  const nobody = await page
    .context()
    .browser()!
    .newContext({ storageState: { cookies: [], origins: [] } });
  people.NOBODY = nobody.request;

  for (const { action, input, roles = ADMINS } of table) {
    const { id: actionId, page: path } = built.get(action)!;
    const address = house.url + filled(path);
    const scope = action.includes("[projectId]") ? house.projectId : organizationId;
    const given = await input(id);
    const args = given === undefined ? [scope] : [scope, given];
    const before = await everything(house);
    for (const who of ["MEMBER", "VIEWER", "ADMIN", "STRANGER", "NOBODY"] as const) {
      if ((roles as string[]).includes(who)) continue;
      const code = { STRANGER: "not_found", NOBODY: "unauthenticated" }[who as string] ?? "forbidden";
      expect([action, who, await act(people[who]!, address, actionId, args)]).toEqual([action, who, code]);
    }
    expect([action, await everything(house)]).toEqual([action, before]);
    // The call was whole: from who may, it does what it says.
    const last = roles.at(-1)!;
    expect([action, last, await act(people[last]!, address, actionId, args)]).toEqual([action, last, "ok"]);
  }
});
