import { addCredential, expect, test } from "./console";
import { call, callModel } from "./gateway-client";
import { restClient } from "./rest-client";

test("a client made of the OpenAPI document manages a project", async ({ page, house, keysPage }) => {
  await addCredential(page, house);
  await keysPage.open();
  const secret = await keysPage.createAndTake("pipeline by document");
  const [project] = await house.query<{ organizationId: string }>(
    'SELECT organization_id AS "organizationId" FROM projects WHERE id = $1',
    [house.projectId],
  );
  const rest = await restClient(house.url, secret, { ...project!, projectId: house.projectId });

  const made = await rest.createApiKey!({ attributes: { note: "by client", requests_per_minute: 100 } });
  expect(made.status).toBe(201);
  const first = made.meta.secretKey as string;
  expect(await call(house.url, first)).toBe("200");
  const { id } = made.data;
  expect(
    (await rest.listApiKeys!({ query: { "filter[search]": "by client" } })).list.map((key) => key.id),
  ).toEqual([id]);
  expect((await rest.updateApiKey!({ path: { id }, attributes: { enabled: false } })).status).toBe(200);
  expect(await call(house.url, first)).toBe("401 disabled_api_key");
  await rest.updateApiKey!({ path: { id }, attributes: { enabled: true, requests_per_minute: null } });
  const rotated = await rest.rotateApiKey!({ path: { id }, attributes: { overlap: "now" } });
  expect(await call(house.url, rotated.meta.secretKey as string)).toBe("200");
  expect(await call(house.url, first)).toBe("401 expired_api_key");
  expect((await rest.deleteApiKey!({ path: { id: rotated.data.id } })).status).toBe(204);
  expect(await call(house.url, rotated.meta.secretKey as string)).toBe("401 revoked_api_key");

  const { list: credentials } = await rest.listLlmApiKeys!();
  const endpoint = {
    slug: "by-client",
    targets: [{ credential_id: credentials[0]!.id, model: "gpt-4o-mini", weight: 100 }],
  };
  const created = await rest.createEndpoint!({ attributes: endpoint });
  expect(await callModel(house.url, secret, "by-client")).toBe("200");
  expect((await rest.deleteEndpoint!({ path: { id: created.data.id } })).status).toBe(204);

  await expect(async () => {
    const { meta } = await rest.listUsage!({ query: { "filter[range]": "24h" } });
    expect((meta.totals as { requests: number }).requests).toBeGreaterThanOrEqual(3);
  }).toPass();
  const { list: records } = await rest.listUsageRecords!({ query: { "page[size]": "2" } });
  expect(records).toHaveLength(2);

  const wrong = await rest.createApiKey!({ attributes: { note: "" } });
  expect([wrong.status, wrong.errors[0]!.source]).toEqual([422, { pointer: "/data/attributes/note" }]);
  expect((await rest.showApiKey!({ path: { id: "00000000-0000-7000-8000-000000000000" } })).status).toBe(404);

  // Managing is use as well: it is seen in the list of keys.
  await keysPage.open("?search=pipeline by document");
  await expect(keysPage.row("pipeline by document")).toContainText("Used just now");
});
