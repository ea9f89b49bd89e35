import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { addCredential, addPerson, expect, pageOf, test } from "./console";

const ROOT = join(import.meta.dirname, "../app/admin");
const NOTE = "planted-behind-the-entrances";

type Who = "ADMIN" | "MEMBER" | "VIEWER" | "STRANGER" | "NOBODY";
const EVERYBODY: Who[] = ["ADMIN", "MEMBER", "VIEWER"];
const MEMBERS: Who[] = ["ADMIN", "MEMBER"];
const ADMINS: Who[] = ["ADMIN"];

/** Who is let in, by the address below /admin; owners are everywhere. An entrance that is not here fails the test. */
const ENTRANCES: Record<string, readonly Who[]> = {
  account: [...EVERYBODY, "STRANGER"],
  projects: [...EVERYBODY, "STRANGER"],
  "projects/[projectId]": EVERYBODY,
  "projects/[projectId]/usage": EVERYBODY,
  "projects/[projectId]/usage/export": EVERYBODY,
  "projects/[projectId]/settings/api-keys": EVERYBODY,
  "projects/[projectId]/settings/api-keys/[keyId]": EVERYBODY,
  "projects/[projectId]/settings/api-keys/[keyId]/usage": EVERYBODY,
  "projects/[projectId]/settings/api-keys/[keyId]/usage/calls": EVERYBODY,
  "projects/[projectId]/settings/api-keys/last-day": EVERYBODY,
  "projects/[projectId]/settings/api-keys/list": EVERYBODY,
  "projects/[projectId]/settings/api-reference": EVERYBODY,
  "projects/[projectId]/settings/endpoints": MEMBERS,
  "projects/[projectId]/settings/general": EVERYBODY,
  "projects/[projectId]/settings/llm-api-keys": MEMBERS,
  "organizations/[organizationId]/audit": ADMINS,
  "organizations/[organizationId]/audit/export": ADMINS,
  "organizations/[organizationId]/members": EVERYBODY,
  "organizations/[organizationId]/notices": EVERYBODY,
  "organizations/[organizationId]/notices/delivery": ADMINS,
  "organizations/[organizationId]/notices/unread": EVERYBODY,
  "organizations/[organizationId]/settings": EVERYBODY,
};

/** The addresses of all pages and routes below /admin, without the folders that only group them; /admin itself leads to one of them. */
const entrances = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((path) => /(^|\/)(page\.tsx|route\.ts)$/.test(path))
  .map((path) => path.replace(/(^|\/)(page\.tsx|route\.ts)$/, "").replace(/\/?\([^)]*\)/g, ""))
  .filter((path) => path !== "")
  .sort();

/** Whether an address lets somebody in; what it says to who is not let in holds nothing of what is behind it. */
async function letsIn(request: APIRequestContext, address: string): Promise<boolean> {
  const response = await request.get(address, { maxRedirects: 0 });
  const text = await response.text();
  const refused = text.startsWith('{"ok":false') || text.includes("Your role does not show");
  const inside = response.status() === 200 && !refused;
  if (!inside) expect(text).not.toContain(NOTE);
  expect([200, 307, 400, 401, 403, 404]).toContain(response.status());
  return inside;
}

test("every page and route lets in whom it is for, and tells the others nothing", async ({
  page,
  house,
  keysPage,
}) => {
  test.setTimeout(240_000);
  expect(entrances).toEqual(Object.keys(ENTRANCES).sort());
  await addCredential(page, house, NOTE);
  await keysPage.open();
  await keysPage.createAndTake(NOTE);
  const [ids] = await house.query<{ key: string; organization: string }>(
    "SELECT k.id AS key, p.organization_id AS organization FROM api_keys k JOIN projects p ON p.id = k.project_id WHERE k.note = $1",
    [NOTE],
  );
  const address = (entrance: string) =>
    `${house.url}/admin/${entrance}`
      .replace("[projectId]", house.projectId)
      .replace("[organizationId]", ids!.organization)
      .replace("[keyId]", ids!.key)
      .replace(/last-day$/, `last-day?id=${ids!.key}`);

  for (const role of ["OWNER", "ADMIN", "MEMBER", "VIEWER", "STRANGER", "NOBODY"] as const) {
    const person =
      role === "OWNER" || role === "NOBODY"
        ? null
        : await addPerson(house, role === "STRANGER" ? null : role);
    const theirs = role === "OWNER" ? page : person && (await pageOf(page, house, person));
    const nobody = theirs
      ? null
      : await page
          .context()
          .browser()!
          .newContext({ storageState: { cookies: [], origins: [] } });
    const request = theirs?.request ?? nobody!.request;
    const found: Record<string, boolean> = {};
    for (const entrance of entrances) found[entrance] = await letsIn(request, address(entrance));
    const expected = Object.fromEntries(
      entrances.map((entrance) => [entrance, role === "OWNER" || ENTRANCES[entrance]!.includes(role)]),
    );
    expect({ role, ...found }).toEqual({ role, ...expected });
    if (role !== "OWNER") await (nobody ?? theirs!.context()).close();
  }
});
