import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { createKey, deleteKey, rotateKey, Verifier } from "@/lib/keys";
import { type TestDatabase, testDatabase } from "@/lib/store/testing";
import {
  createProject,
  deleteOrganization,
  deleteProject,
  organizationsOf,
  projectContents,
  projectFigures,
  projectsOf,
  renameProject,
  userOfSession,
} from "../index";
import { type TestTenant, testTenant } from "../testing";

let database: TestDatabase;
let tenant: TestTenant;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  tenant = await testTenant();
});

describe("a project", () => {
  it("gets a slug from its name, with a number behind it where that is taken, and keeps it", async () => {
    const first = await createProject(tenant.admin, { name: "Search & Find" });
    const second = await createProject(tenant.admin, { name: "Search & Find" });
    expect([first.slug, second.slug]).toEqual(["search-find", "search-find-2"]);
    expect(await renameProject(tenant.admin, { id: first.id, name: "Found" })).toMatchObject({
      slug: "search-find",
    });
  });

  it("is deleted once its name was typed, and its keys are refused on the next call", async () => {
    const id = tenant.projectId;
    const { name } = await db().project.findUniqueOrThrow({ where: { id } });
    const [living, rotated, gone] = await Promise.all(
      ["living", "rotated", "gone"].map((note) => createKey(tenant.admin, { note })),
    );
    await rotateKey(tenant.admin, { id: rotated!.id, overlap: "now" });
    await deleteKey(tenant.admin, { id: gone!.id });
    const verifier = new Verifier();
    expect(await verifier.verify(living!.secret, Date.now())).toMatchObject({ ok: true });
    expect(await projectContents(tenant.admin, { id })).toEqual({
      name,
      apiKeys: 3,
      activeApiKeys: 2,
      credentials: 0,
      endpoints: 0,
      callsPastDay: 0,
    });
    await expect(deleteProject(tenant.admin, { id, confirmName: "no" })).rejects.toMatchObject({
      code: "conflict",
    });
    await deleteProject(tenant.admin, { id, confirmName: name });
    for (const key of [living!, gone!]) {
      expect(await verifier.verify(key.secret, Date.now())).toMatchObject({ code: "invalid_api_key" });
    }
    const [event] = await db().auditEvent.findMany({ where: { action: "project.delete", targetId: id } });
    expect(event!.before).toMatchObject({ apiKeys: 3, activeApiKeys: 2 });
    verifier.close();
  });

  it("of another organization is out of reach, and members may do none of it", async () => {
    const elsewhere = await testTenant();
    const { projectId: id } = elsewhere;
    for (const attempt of [
      () => renameProject(tenant.admin, { id, name: "mine" }),
      () => projectContents(tenant.admin, { id }),
      () => deleteProject(tenant.admin, { id, confirmName: "x" }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(createProject(tenant.member, { name: "x" })).rejects.toMatchObject({ code: "forbidden" });
    const own = { id: tenant.projectId, confirmName: "x" };
    await expect(deleteProject(tenant.viewer, own)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("an organization", () => {
  it("is known to its members without a project, and counts keys of those that have some", async () => {
    const userId = tenant.viewer.actor.id!;
    expect(await projectFigures(userId)).toEqual([]);
    await createKey(tenant.admin, { note: "one" });
    const { id } = await createKey(tenant.admin, { note: "gone" });
    await deleteKey(tenant.admin, { id });
    expect(await projectFigures(userId)).toEqual([{ id: tenant.projectId, keys: 1, lastUsedAt: null }]);
    expect(await projectFigures((await testTenant()).viewer.actor.id!)).toEqual([]);
    const { name } = await db().project.findUniqueOrThrow({ where: { id: tenant.projectId } });
    await deleteProject(tenant.admin, { id: tenant.projectId, confirmName: name });
    expect(await projectsOf(userId)).toEqual([]);
    expect(await organizationsOf(userId)).toMatchObject([{ id: tenant.organizationId, role: "VIEWER" }]);
  });

  it("ends with its keys and its members' sessions, and another one of theirs goes on", async () => {
    const elsewhere = await testTenant();
    const { organizationId } = tenant;
    const [leaves, stays] = [tenant.member.actor.id!, tenant.viewer.actor.id!];
    await db().membership.create({
      data: { organizationId: elsewhere.organizationId, userId: stays, role: "VIEWER" },
    });
    const { secret } = await createKey(tenant.admin, { note: "living" });
    const { secret: foreign } = await createKey(elsewhere.admin, { note: "elsewhere" });
    const verifier = new Verifier();
    expect(await verifier.verify(secret, Date.now())).toMatchObject({ ok: true });
    const { name } = await db().organization.findUniqueOrThrow({ where: { id: organizationId } });
    await expect(deleteOrganization(tenant.owner, { confirmName: "no" })).rejects.toMatchObject({
      code: "conflict",
    });
    await deleteOrganization(tenant.owner, { confirmName: name });
    expect(await verifier.verify(secret, Date.now())).toMatchObject({ code: "invalid_api_key" });
    expect(await verifier.verify(foreign, Date.now())).toMatchObject({ ok: true });
    expect(await userOfSession(leaves, 1)).toBeNull();
    const { sessionVersion } = await db().user.findUniqueOrThrow({ where: { id: stays } });
    expect(await userOfSession(stays, sessionVersion)).toMatchObject({ id: stays });
    expect(sessionVersion).toBe(1);
    const events = await db().auditEvent.findMany({
      where: { action: "organization.delete", organizationId },
    });
    expect(events).toMatchObject([{ before: { projects: 1, apiKeys: 1, members: 4 } }]);
    verifier.close();
  });
});
