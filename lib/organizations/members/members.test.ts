import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "@/lib/db";
import { type TestDatabase, testDatabase } from "@/lib/store/testing";
import { createKey } from "../../keys";
import {
  acceptInvitation,
  changeRole,
  deleteOrganization,
  invitationState,
  inviteMember,
  joinByInvitation,
  listInvitations,
  listMembers,
  organizationFor,
  removeMember,
  userOfSession,
  withdrawInvitation,
} from "../index";
import { type TestTenant, testTenant } from "../testing";

const PASSWORD = "a long enough password";
let database: TestDatabase;
let tenant: TestTenant;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  tenant = await testTenant();
});

const idOf = (name: "owner" | "admin" | "member" | "viewer") => tenant[name].actor.id!;
const owners = () =>
  db().membership.count({ where: { organizationId: tenant.organizationId, role: "OWNER" } });
let serial = 0;
const email = () => `person-${serial++}@example.com`;

describe("an invitation", () => {
  it("makes an account and a member, once, and only its hash is stored", async () => {
    const address = email();
    const { token, ...shown } = await inviteMember(tenant.admin, {
      email: address.toUpperCase(),
      role: "VIEWER",
    });
    expect(shown).toMatchObject({ email: address, role: "VIEWER" });
    const stored = await db()
      .$queryRaw`SELECT to_jsonb(i) FROM invitations i UNION ALL SELECT to_jsonb(a) FROM audit_events a`;
    expect(JSON.stringify(stored)).not.toContain(token);
    expect(await invitationState(token)).toMatchObject({ state: "open", email: address, hasAccount: false });
    const person = await acceptInvitation({ token, name: "Ada", password: PASSWORD }, null);
    expect(await organizationFor(person.id, tenant.organizationId)).toMatchObject({ role: "VIEWER" });
    expect(await invitationState(token)).toEqual({ state: "accepted" });
    await expect(acceptInvitation({ token, name: "Eve", password: PASSWORD }, null)).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("lets nobody in that was withdrawn while they were accepting it", async () => {
    const { token, id } = await inviteMember(tenant.admin, { email: email(), role: "MEMBER" });
    const before = (await listMembers(tenant.viewer)).length;
    const withdrawing = await pool().connect();
    try {
      await withdrawing.query("BEGIN");
      await withdrawing.query("UPDATE invitations SET withdrawn_at = now() WHERE id = $1", [id]);
      const accepting = acceptInvitation({ token, name: "Ada", password: PASSWORD }, null);
      const refused = expect(accepting).rejects.toMatchObject({ code: "forbidden" });
      // It has found the invitation open, and waits for whoever holds it.
      const waiting =
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
      while ((await pool().query(waiting)).rowCount === 0) await new Promise((done) => setTimeout(done, 10));
      await withdrawing.query("COMMIT");
      await refused;
    } finally {
      withdrawing.release();
    }
    expect(await listMembers(tenant.viewer)).toHaveLength(before);
  });

  it("lets nobody in after a week, with an account or without", async () => {
    const person = { id: idOf("viewer"), name: "viewer", email: `${idOf("viewer")}@example.com` };
    await removeMember(tenant.owner, { userId: person.id });
    const { token, id } = await inviteMember(tenant.admin, { email: person.email, role: "MEMBER" });
    await db().invitation.update({ where: { id }, data: { expiresAt: new Date() } });
    const refused = { code: "forbidden" };
    await expect(joinByInvitation(person, token, null)).rejects.toMatchObject(refused);
    await expect(acceptInvitation({ token, name: "Ada", password: PASSWORD }, null)).rejects.toMatchObject(
      refused,
    );
    expect((await listMembers(tenant.owner)).map((member) => member.id)).not.toContain(person.id);
  });

  it("is used once, though several try at the same moment", async () => {
    const { token } = await inviteMember(tenant.admin, { email: email(), role: "MEMBER" });
    const before = (await listMembers(tenant.viewer)).length;
    const tries = await Promise.allSettled(
      Array.from({ length: 4 }, () => acceptInvitation({ token, name: "Ada", password: PASSWORD }, null)),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await listMembers(tenant.viewer)).toHaveLength(before + 1);
  });

  it("leads nowhere once it is withdrawn, replaced by a newer one, or too old", async () => {
    const address = email();
    const first = await inviteMember(tenant.admin, { email: address });
    const second = await inviteMember(tenant.admin, { email: address });
    expect(await invitationState(first.token)).toEqual({ state: "invalid" });
    expect((await listInvitations(tenant.admin)).filter((row) => row.email === address)).toHaveLength(1);
    await withdrawInvitation(tenant.admin, { id: second.id });
    expect(await invitationState(second.token)).toEqual({ state: "invalid" });
    const third = await inviteMember(tenant.admin, { email: address });
    await db().invitation.update({ where: { id: third.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await invitationState(third.token)).toEqual({ state: "expired" });
    for (const { token } of [first, second, third]) {
      const accepted = acceptInvitation({ token, name: "Ada", password: PASSWORD }, null);
      await expect(accepted).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  it("to ownership is neither taken back nor replaced by an admin", async () => {
    const address = email();
    const own = await inviteMember(tenant.owner, { email: address, role: "OWNER" });
    await expect(inviteMember(tenant.admin, { email: address, role: "VIEWER" })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await invitationState(own.token)).toMatchObject({ state: "open" });
    await inviteMember(tenant.owner, { email: address, role: "VIEWER" });
    const told = await db().auditEvent.count({ where: { action: "invitation.withdraw", targetId: own.id } });
    expect(told).toBe(1);
  });

  it("is sent to one address five times a day, and no more", async () => {
    const address = email();
    for (let i = 0; i < 5; i++) await inviteMember(tenant.admin, { email: address });
    await expect(inviteMember(tenant.admin, { email: address })).rejects.toMatchObject({
      code: "too_many_attempts",
    });
    await inviteMember((await testTenant()).admin, { email: address });
  });

  it("with a token that is no text leads nowhere", async () => {
    for (const token of [null, {}, 7] as unknown as string[]) {
      expect(await invitationState(token)).toEqual({ state: "invalid" });
      const person = { id: idOf("viewer"), name: "viewer", email: "viewer@example.com" };
      await expect(joinByInvitation(person, token, null)).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  it("is for whom it was sent to", async () => {
    const elsewhere = await testTenant();
    const { id, name } = elsewhere.member.actor as { id: string; name: string };
    const account = await db().user.findUniqueOrThrow({ where: { id } });
    const user = { id, name, email: account.email };
    const other = await inviteMember(tenant.admin, { email: email() });
    await expect(joinByInvitation(user, other.token, null)).rejects.toMatchObject({ code: "forbidden" });
    expect(await invitationState(other.token)).toMatchObject({ state: "open" });
    const own = await inviteMember(tenant.admin, { email: user.email, role: "ADMIN" });
    await expect(
      acceptInvitation({ token: own.token, name: "Ada", password: PASSWORD }, null),
    ).rejects.toMatchObject({ code: "conflict" });
    await joinByInvitation(user, own.token, null);
    expect(await organizationFor(id, tenant.organizationId)).toMatchObject({ role: "ADMIN" });
    await expect(inviteMember(tenant.admin, { email: user.email })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("to ownership comes from an owner alone, and none at all from members", async () => {
    await expect(inviteMember(tenant.admin, { email: email(), role: "OWNER" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(inviteMember(tenant.member, { email: email() })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(inviteMember(tenant.stranger, { email: email() })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("a role", () => {
  it("is changed from the next request on, by those who may", async () => {
    await changeRole(tenant.admin, { userId: idOf("viewer"), role: "ADMIN" });
    expect(await organizationFor(idOf("viewer"), tenant.organizationId)).toMatchObject({ role: "ADMIN" });
    await expect(changeRole(tenant.member, { userId: idOf("viewer"), role: "MEMBER" })).rejects.toMatchObject(
      {
        code: "forbidden",
      },
    );
    const promoted = changeRole(tenant.admin, { userId: idOf("member"), role: "OWNER" });
    await expect(promoted).rejects.toMatchObject({ code: "forbidden" });
    const demoted = changeRole(tenant.admin, { userId: idOf("owner"), role: "MEMBER" });
    await expect(demoted).rejects.toMatchObject({ code: "forbidden" });
  });

  it("of another organization's member is out of reach", async () => {
    const elsewhere = await testTenant();
    const input = { userId: elsewhere.viewer.actor.id!, role: "ADMIN" as const };
    await expect(changeRole(tenant.owner, input)).rejects.toMatchObject({ code: "not_found" });
    await expect(removeMember(tenant.owner, input)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("an owner", () => {
  it("is always left, whatever the last one tries", async () => {
    const userId = idOf("owner");
    await expect(changeRole(tenant.owner, { userId, role: "ADMIN" })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(removeMember(tenant.owner, { userId })).rejects.toMatchObject({ code: "conflict" });
    expect(await owners()).toBe(1);
  });

  it("is left when two demote and remove each other at the same moment", async () => {
    for (let round = 0; round < 5; round++) {
      await changeRole(tenant.owner, { userId: idOf("admin"), role: "OWNER" });
      const second = { ...tenant.admin, role: "OWNER" as const };
      const tries = await Promise.allSettled([
        changeRole(tenant.owner, { userId: idOf("admin"), role: "MEMBER" }),
        changeRole(second, { userId: idOf("owner"), role: "MEMBER" }),
      ]);
      expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await owners()).toBe(1);
      await db().membership.updateMany({
        where: { organizationId: tenant.organizationId, userId: idOf("owner") },
        data: { role: "OWNER" },
      });
    }
  });
});

describe("an open invitation", () => {
  it("does not outlive what its sender may do", async () => {
    const admin = idOf("admin");
    const own = { ...tenant.admin, role: "OWNER" as const };
    await changeRole(tenant.owner, { userId: admin, role: "OWNER" });
    const toOwn = await inviteMember(own, { email: email(), role: "OWNER" });
    const toRead = await inviteMember(own, { email: email(), role: "VIEWER" });
    const others = await inviteMember(tenant.owner, { email: email(), role: "OWNER" });
    await changeRole(tenant.owner, { userId: admin, role: "ADMIN" });
    expect(await invitationState(toOwn.token)).toEqual({ state: "invalid" });
    expect(await invitationState(toRead.token)).toMatchObject({ state: "open" });
    await removeMember(tenant.owner, { userId: admin });
    expect(await invitationState(toRead.token)).toEqual({ state: "invalid" });
    expect(await invitationState(others.token)).toMatchObject({ state: "open" });
    const told = await db().auditEvent.findMany({ where: { action: "invitation.withdraw" } });
    expect(told.map(({ targetId }) => targetId)).toEqual(expect.arrayContaining([toOwn.id, toRead.id]));
  });
});

describe("a request that was on its way", () => {
  const gone = { code: "not_found" };

  it("does nothing any more once its sender was removed", async () => {
    await changeRole(tenant.owner, { userId: idOf("admin"), role: "OWNER" });
    const removed = { ...tenant.admin, role: "OWNER" as const };
    await removeMember(tenant.owner, { userId: idOf("admin") });
    await expect(inviteMember(removed, { email: email(), role: "OWNER" })).rejects.toMatchObject(gone);
    await expect(removeMember(removed, { userId: idOf("owner") })).rejects.toMatchObject(gone);
    await expect(createKey(removed, { note: "left behind" })).rejects.toMatchObject(gone);
    const { name } = await db().organization.findUniqueOrThrow({ where: { id: tenant.organizationId } });
    await expect(deleteOrganization(removed, { confirmName: name })).rejects.toMatchObject(gone);
    expect(await owners()).toBe(1);
  });

  it("does nothing once its sender got another role", async () => {
    await changeRole(tenant.owner, { userId: idOf("admin"), role: "VIEWER" });
    const changed = { code: "conflict", message: expect.stringMatching(/role has changed/) };
    await expect(inviteMember(tenant.admin, { email: email() })).rejects.toMatchObject(changed);
    await expect(createKey(tenant.admin, { note: "left behind" })).rejects.toMatchObject(changed);
  });

  it("leaves no invitation behind, whichever of them comes first", async () => {
    for (let round = 0; round < 5; round++) {
      const { admin, owner, organizationId } = await testTenant();
      const createdById = admin.actor.id!;
      const invite = () => inviteMember(admin, { email: email(), role: "ADMIN" });
      await Promise.allSettled([
        invite(),
        invite(),
        removeMember(owner, { userId: createdById }),
        invite(),
        invite(),
      ]);
      const where = { organizationId, createdById, withdrawnAt: null };
      expect(await db().invitation.count({ where })).toBe(0);
    }
  });
});

describe("a removed member", () => {
  it("has no session left where nothing else is left, and keeps it where there is", async () => {
    const userId = idOf("member");
    const { sessionVersion } = await db().user.findUniqueOrThrow({ where: { id: userId } });
    expect(await userOfSession(userId, sessionVersion)).not.toBeNull();
    await removeMember(tenant.admin, { userId });
    expect(await userOfSession(userId, sessionVersion)).toBeNull();
    await expect(organizationFor(userId, tenant.organizationId)).rejects.toMatchObject({ code: "not_found" });

    const elsewhere = await testTenant();
    const both = idOf("viewer");
    await db().membership.create({
      data: { organizationId: elsewhere.organizationId, userId: both, role: "VIEWER" },
    });
    await removeMember(tenant.viewer, { userId: both });
    expect(await userOfSession(both, 1)).not.toBeNull();
    await expect(organizationFor(both, tenant.organizationId)).rejects.toMatchObject({ code: "not_found" });
  });
});
