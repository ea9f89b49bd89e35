import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { onChange } from "../changes";
import { db } from "../db";
import { newId } from "../ids";
import { type TestTenant, testTenant } from "../organizations/testing";
import { type TestDatabase, testDatabase } from "../store/testing";
import {
  createEndpoint,
  deleteEndpoint,
  getEndpoint,
  listEndpoints,
  locateEndpoint,
  updateEndpoint,
} from ".";
import { split as splitBetween, testCredential, whole } from "./testing";

let database: TestDatabase;
let tenant: TestTenant;
let other: TestTenant;
/** Credentials of `tenant`. */
let first: string;
let second: string;
/** One of `other`. */
let foreign: string;

beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
  other = await testTenant();
  first = await testCredential(tenant, "first");
  second = await testCredential(tenant, "second");
  foreign = await testCredential(other, "foreign");
});
afterAll(() => database.drop());

const split = (slug: string) => splitBetween(first, second, slug);
const audited = (action: string, targetId: string) =>
  db().auditEvent.findMany({ where: { action, targetId } });

describe("createEndpoint", () => {
  it("keeps targets and fallbacks in their order and names their credentials", async () => {
    const created = await createEndpoint(tenant.admin, split("support-chat"));
    expect(created).toMatchObject({
      slug: "support-chat",
      targets: [
        { credential: { id: first, name: "first", provider: "openai" }, model: "gpt-4o", weight: 70 },
        { credential: { id: second, name: "second" }, model: "gpt-4o-mini", weight: 30 },
      ],
      fallbacks: [
        { credential: { id: second }, model: "gpt-4.1" },
        { credential: { id: first }, model: "gpt-4.1" },
      ],
      timeoutMs: 5000,
      createdByName: "admin",
      projectId: tenant.projectId,
    });
    expect(created.fallbacks[0]).not.toHaveProperty("weight");
    expect(await getEndpoint(tenant.member, { id: created.id })).toEqual(created);
    expect(await listEndpoints(tenant.member)).toContainEqual(created);
    expect(await locateEndpoint(created.id)).toEqual({
      projectId: tenant.projectId,
      organizationId: tenant.organizationId,
    });
  });

  it("does without fallbacks and timeout", async () => {
    const created = await createEndpoint(tenant.admin, { slug: "plain", targets: whole(first) });
    expect(created).toMatchObject({ fallbacks: [], timeoutMs: null });
  });

  it("writes its audit event and announces the project's routes", async () => {
    const heard: unknown[] = [];
    const stop = onChange((change) => heard.push(change));
    const { id } = await createEndpoint(tenant.owner, split("audited"));
    stop();
    expect(heard).toEqual([{ kind: "routes", projectId: tenant.projectId }]);
    expect(await audited("endpoint.create", id)).toMatchObject([
      {
        actorName: "owner",
        targetName: "audited",
        address: "192.0.2.1",
        organizationId: tenant.organizationId,
        projectId: tenant.projectId,
        after: {
          targets: ["first:gpt-4o:70", "second:gpt-4o-mini:30"],
          fallbacks: ["second:gpt-4.1", "first:gpt-4.1"],
        },
      },
    ]);
  });

  it("wants a slug of its own in the project, and one of two at the same time gets it", async () => {
    const racing = [1, 2, 3, 4].map(() => createEndpoint(tenant.admin, split("twice")));
    const settled = await Promise.allSettled(racing);
    expect(settled.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of settled) {
      if (result.status === "rejected") {
        expect(result.reason).toMatchObject({ code: "conflict", fields: { slug: expect.any(String) } });
      }
    }
    await createEndpoint(other.admin, { slug: "twice", targets: whole(foreign) });
  });

  const weights = (...list: number[]) => ({
    targets: list.map((weight) => ({ credentialId: first, model: "m", weight })),
  });
  it.each<[string, () => object, string]>([
    ["an empty slug", () => ({ slug: "  " }), "slug"],
    ["capitals", () => ({ slug: "Chat" }), "slug"],
    ["a slash", () => ({ slug: "openai/chat" }), "slug"],
    ["65 characters", () => ({ slug: "x".repeat(65) }), "slug"],
    ["no target", () => ({ targets: [] }), "targets"],
    ["a sum of 99", () => weights(50, 49), "targets"],
    ["a sum of 101", () => weights(50, 51), "targets"],
    ["21 targets", () => weights(...Array(20).fill(4), 20), "targets"],
    ["a weight of 0", () => weights(0, 100), "targets.0.weight"],
    ["a fraction", () => weights(49.5, 50.5), "targets.0.weight"],
    ["no model", () => ({ targets: [{ credentialId: first, model: "", weight: 100 }] }), "targets.0.model"],
    [
      "a comma in a model",
      () => ({ fallbacks: [{ credentialId: first, model: "a,b" }] }),
      "fallbacks.0.model",
    ],
    ["11 fallbacks", () => ({ fallbacks: Array(11).fill({ credentialId: first, model: "m" }) }), "fallbacks"],
    ["a timeout of 999 ms", () => ({ timeoutMs: 999 }), "timeoutMs"],
    ["a timeout over 10 minutes", () => ({ timeoutMs: 600_001 }), "timeoutMs"],
    ["another tenant's credential", () => ({ targets: whole(foreign) }), "targets.0.credentialId"],
    [
      "an unknown credential",
      () => ({ fallbacks: [{ credentialId: newId(), model: "m" }] }),
      "fallbacks.0.credentialId",
    ],
    ["no id at all", () => ({ targets: whole("first") }), "targets.0.credentialId"],
  ])("refuses %s and names the field", async (_what, change, field) => {
    const before = await db().endpoint.count();
    await expect(createEndpoint(tenant.admin, { ...split("refused"), ...change() })).rejects.toMatchObject({
      code: "invalid_input",
      fields: { [field]: expect.any(String) },
    });
    expect(await db().endpoint.count()).toBe(before);
  });

  it("takes 20 targets, 10 fallbacks and weights of 1 and 100", async () => {
    const full = {
      slug: "x".repeat(64),
      targets: [...Array(19).fill(1), 81].map((weight) => ({ credentialId: first, model: "m", weight })),
      fallbacks: Array(10).fill({ credentialId: second, model: "m" }),
    };
    expect((await createEndpoint(tenant.admin, full)).fallbacks).toHaveLength(10);
  });
});

describe("updateEndpoint", () => {
  it("replaces a list as a whole, and leaves out what is left out", async () => {
    const { id } = await createEndpoint(tenant.admin, split("edited"));
    const retargeted = await updateEndpoint(tenant.admin, { id, targets: whole(second) });
    expect(retargeted).toMatchObject({
      slug: "edited",
      targets: [{ credential: { id: second }, weight: 100 }],
      fallbacks: [{ credential: { id: second } }, { credential: { id: first } }],
      timeoutMs: 5000,
    });
    expect(retargeted.targets).toHaveLength(1);
    const cleared = await updateEndpoint(tenant.admin, {
      id,
      slug: "renamed",
      fallbacks: [],
      timeoutMs: null,
    });
    expect(cleared).toMatchObject({ slug: "renamed", fallbacks: [], timeoutMs: null });
    expect(cleared.targets).toEqual(retargeted.targets);
    expect(Date.parse(cleared.updatedAt)).toBeGreaterThanOrEqual(Date.parse(retargeted.updatedAt));
    expect(await audited("endpoint.update", id)).toMatchObject([
      {
        before: { targets: ["first:gpt-4o:70", "second:gpt-4o-mini:30"] },
        after: { targets: ["second:m:100"] },
      },
      { before: { slug: "edited" }, after: { slug: "renamed" }, targetName: "renamed" },
    ]);
  });

  it("refuses what create refuses, and changes nothing then", async () => {
    const { id } = await createEndpoint(tenant.admin, split("steady"));
    const before = await getEndpoint(tenant.admin, { id });
    await createEndpoint(tenant.admin, split("taken"));
    await expect(
      updateEndpoint(tenant.admin, { id, slug: "taken", targets: whole(first) }),
    ).rejects.toMatchObject({
      code: "conflict",
    });
    for (const targets of [whole(foreign), [], [{ credentialId: first, model: "m", weight: 99 }]]) {
      await expect(updateEndpoint(tenant.admin, { id, targets })).rejects.toMatchObject({
        code: "invalid_input",
      });
    }
    expect(await getEndpoint(tenant.admin, { id })).toEqual(before);
  });

  it("saves at the same time wait for each other: what stands is one of them, never a mix", async () => {
    const { id } = await createEndpoint(tenant.admin, split("raced"));
    const saves = [first, second, first, second, first].map((credentialId, i) =>
      updateEndpoint(tenant.admin, {
        id,
        targets: [1, 2, 3].map((n) => ({ credentialId, model: `save-${i}`, weight: n === 3 ? 98 : 1 })),
        fallbacks: [{ credentialId, model: `save-${i}` }],
      }),
    );
    await Promise.all(saves);
    const { targets, fallbacks } = await getEndpoint(tenant.admin, { id });
    expect(targets).toHaveLength(3);
    expect(new Set([...targets, ...fallbacks].map((target) => target.model)).size).toBe(1);
    const rows = await audited("endpoint.update", id);
    const befores = new Set(rows.map((event) => JSON.stringify(event.before)));
    expect(befores.size).toBe(saves.length);
  });
});

describe("deleteEndpoint", () => {
  it("takes the targets along, says what went, and frees the slug", async () => {
    const { id } = await createEndpoint(tenant.admin, split("gone"));
    expect(await deleteEndpoint(tenant.admin, { id })).toMatchObject({ id, slug: "gone" });
    await expect(getEndpoint(tenant.admin, { id })).rejects.toMatchObject({ code: "not_found" });
    await expect(deleteEndpoint(tenant.admin, { id })).rejects.toMatchObject({ code: "not_found" });
    expect(await db().endpointTarget.count({ where: { endpointId: id } })).toBe(0);
    expect(await audited("endpoint.delete", id)).toMatchObject([
      { before: { slug: "gone", timeoutMs: 5000 } },
    ]);
    await createEndpoint(tenant.admin, split("gone"));
  });

  it("survives edits at the same time: a deletion is never undone", async () => {
    const { id } = await createEndpoint(tenant.admin, split("deleted-while-edited"));
    const edit = () => updateEndpoint(tenant.admin, { id, targets: whole(second) });
    await Promise.allSettled([edit(), deleteEndpoint(tenant.admin, { id }), edit(), edit()]);
    await expect(getEndpoint(tenant.admin, { id })).rejects.toMatchObject({ code: "not_found" });
    expect(await db().endpointTarget.count({ where: { endpointId: id } })).toBe(0);
  });
});
