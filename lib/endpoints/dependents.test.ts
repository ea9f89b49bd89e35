import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "../db";
import { type TestTenant, testTenant } from "../organizations/testing";
import { type TestDatabase, testDatabase } from "../store/testing";
import { createEndpoint, getEndpoint, updateEndpoint } from ".";
import { testCredential, whole } from "./testing";

let database: TestDatabase;
let tenant: TestTenant;
/** Credentials of `tenant`. */
let first: string;
let second: string;

beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
  first = await testCredential(tenant, "first");
  second = await testCredential(tenant, "second");
});
afterAll(() => database.drop());

describe("credentials and their dependents", () => {
  it("a target whose credential went is shown as broken, and can be replaced", async () => {
    const lost = await testCredential(tenant, "lost");
    const fallbacks = [{ credentialId: first, model: "spare" }];
    const { id } = await createEndpoint(tenant.admin, { slug: "broken", targets: whole(lost), fallbacks });
    await db().credential.delete({ where: { id: lost } });
    expect(await getEndpoint(tenant.admin, { id })).toMatchObject({
      targets: [{ credential: null, model: "m", weight: 100 }],
      fallbacks: [{ credential: { id: first } }],
    });
    await expect(updateEndpoint(tenant.admin, { id, targets: whole(lost) })).rejects.toMatchObject({
      fields: { "targets.0.credentialId": expect.any(String) },
    });
    expect(await updateEndpoint(tenant.admin, { id, fallbacks: [] })).toMatchObject({
      targets: [{ credential: null }],
    });
    expect(await updateEndpoint(tenant.admin, { id, targets: whole(second) })).toMatchObject({
      targets: [{ credential: { id: second } }],
    });
  });

  it("a credential deleted at the same time is either refused or a dependent, never a fault", async () => {
    for (let round = 0; round < 10; round++) {
      const raced = await testCredential(tenant, `raced-${round}`);
      const [made] = await Promise.allSettled([
        createEndpoint(tenant.admin, { slug: `beside-${round}`, targets: whole(raced) }),
        db().credential.delete({ where: { id: raced } }),
      ]);
      if (made.status === "rejected") expect(made.reason).toMatchObject({ code: "invalid_input" });
      else {
        const { targets } = await getEndpoint(tenant.admin, { id: made.value.id });
        expect(targets).toMatchObject([{ credential: null, weight: 100 }]);
      }
    }
  });
});
