import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listAudit } from "../audit";
import { db } from "../db";
import { type TestDatabase, testDatabase } from "../store/testing";
import {
  acceptInvitation,
  changePassword,
  createUser,
  inviteMember,
  issueSetupToken,
  projectFor,
  projectsOf,
  renameUser,
  setUp,
  setupState,
  signIn,
  userOfIdentity,
  userOfSession,
} from ".";
import { type TestTenant, testTenant } from "./testing";

let database: TestDatabase;
let ownerId: string;
const ADDRESS = "192.0.2.7";
const PASSWORD = "correct horse battery";
const setup = {
  name: "Ada",
  email: "Ada@Example.com",
  password: PASSWORD,
  organizationName: "Acme",
  projectName: "Café Bot!",
};

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

describe("first-run setup", () => {
  it("refuses a wrong, replaced or expired token and leaves nothing behind", async () => {
    const replaced = (await issueSetupToken())!;
    const expired = (await issueSetupToken())!;
    await db().oneTimeToken.updateMany({ data: { expiresAt: new Date(0) } });
    for (const token of ["wrong", replaced, expired]) {
      expect(await setupState(token)).toBe("invalid_token");
      await expect(setUp({ ...setup, token }, ADDRESS)).rejects.toMatchObject({ code: "forbidden" });
    }
    expect([await db().user.count(), await db().organization.count()]).toEqual([0, 0]);
  });

  it("founds once, however many try at the same time", async () => {
    const token = (await issueSetupToken())!;
    expect(await setupState(token)).toBe("ready");
    const tries = await Promise.allSettled(
      Array.from({ length: 5 }, () => setUp({ ...setup, token }, ADDRESS)),
    );
    const founded = tries.filter((result) => result.status === "fulfilled");
    expect(founded).toHaveLength(1);
    ownerId = founded[0]!.value.userId;
    expect(await projectsOf(ownerId)).toMatchObject([
      { slug: "cafe-bot", role: "OWNER", organization: { name: "Acme" } },
    ]);
    expect([await db().user.count(), await db().project.count()]).toEqual([1, 1]);
  });

  it("is over once a user exists", async () => {
    expect(await issueSetupToken()).toBeNull();
    expect(await setupState("anything")).toBe("already_set_up");
    await expect(setUp({ ...setup, token: "anything" }, ADDRESS)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("signIn", () => {
  beforeEach(() => db().signInThrottle.deleteMany());

  it("takes the right password, whatever the case of the address", async () => {
    expect(await signIn({ email: " ADA@example.COM ", password: PASSWORD }, ADDRESS)).toMatchObject({
      ok: true,
      user: { id: ownerId, email: "ada@example.com" },
    });
  });

  it("says the same of a wrong password and of an unknown address", async () => {
    const wrong = await signIn({ email: "ada@example.com", password: "wrong" }, ADDRESS);
    expect(await signIn({ email: "nobody@example.com", password: "wrong" }, ADDRESS)).toEqual(wrong);
    expect(wrong).toEqual({ ok: false, reason: "wrong_email_or_password" });
  });

  it("stops guessing: at most eight tries in a window, also all at once, then not even the right password", async () => {
    const tries = await Promise.all(
      Array.from({ length: 20 }, () => signIn({ email: "ada@example.com", password: "wrong" }, ADDRESS)),
    );
    expect(tries.filter((result) => !result.ok && result.reason === "wrong_email_or_password")).toHaveLength(
      8,
    );
    const right = await signIn({ email: "ada@example.com", password: PASSWORD }, "198.51.100.1");
    expect(right).toMatchObject({ ok: false, reason: "too_many_attempts" });
    expect((right as { retryAfterSeconds: number }).retryAfterSeconds).toBeGreaterThan(800);
    await db().signInThrottle.updateMany({ data: { windowStartedAt: new Date(Date.now() - 16 * 60_000) } });
    expect(await signIn({ email: "ada@example.com", password: PASSWORD }, ADDRESS)).toMatchObject({
      ok: true,
    });
  });

  it("stops whoever has a network of IPv6, in which every address is theirs", async () => {
    let stopped = 0;
    for (let i = 0; i < 70; i++) {
      const guess = { email: `spread-${i}@example.com`, password: "wrong" };
      const result = await signIn(guess, `2001:db8:1:2::${i.toString(16)}`);
      if (!result.ok && result.reason === "too_many_attempts") stopped++;
    }
    expect(stopped).toBe(10);
  }, 60_000);

  it("stops one address that tries many accounts, and nobody else", async () => {
    for (let i = 0; i < 60; i++)
      await signIn({ email: `guess-${i}@example.com`, password: "wrong" }, ADDRESS);
    const guess = { email: "guess-60@example.com", password: "wrong" };
    expect(await signIn(guess, ADDRESS)).toMatchObject({ reason: "too_many_attempts" });
    expect(await signIn(guess, "198.51.100.2")).toMatchObject({ reason: "wrong_email_or_password" });
  }, 60_000);
});

describe("changePassword", () => {
  it("wants the current password, and ends every session", async () => {
    await db().signInThrottle.deleteMany();
    const change = (currentPassword: string, newPassword: string) =>
      changePassword(ownerId, { currentPassword, newPassword }, ADDRESS);
    await expect(change("wrong", "a new long password")).rejects.toMatchObject({
      fields: { currentPassword: expect.any(String) },
    });
    await expect(change(PASSWORD, "short")).rejects.toMatchObject({ code: "invalid_input" });
    expect(await userOfSession(ownerId, 1)).toMatchObject({ id: ownerId });
    await change(PASSWORD, "a new long password");
    expect(await userOfSession(ownerId, 1)).toBeNull();
    expect(await userOfSession(ownerId, 2)).toMatchObject({ id: ownerId });
    expect(await signIn({ email: setup.email, password: PASSWORD }, ADDRESS)).toMatchObject({ ok: false });
    expect(await signIn({ email: setup.email, password: "a new long password" }, ADDRESS)).toMatchObject({
      ok: true,
    });
    expect(await userOfSession("not-an-id", 1)).toBeNull();
  });

  it("of two at the same moment, lets one count", async () => {
    const change = (newPassword: string) =>
      changePassword(ownerId, { currentPassword: "a new long password", newPassword }, ADDRESS);
    const tries = await Promise.allSettled([change("one long password"), change("another long password")]);
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("and another name are told in every organization that the person belongs to", async () => {
    const { member, owner } = await testTenant();
    await renameUser(member.actor.id!, { name: "CLI (root)" }, ADDRESS);
    const { events } = await listAudit(owner);
    expect(events).toMatchObject([
      { action: "user.rename", before: { name: "member" }, after: { name: "CLI (root)" }, actorKind: "USER" },
    ]);
  });
});

describe("an identity provider's account", () => {
  const identity = { provider: "oidc", subject: "42", email: "Ada@Example.com", emailVerified: true };

  it("takes an account over that somebody else has made for its address", async () => {
    const { owner } = await testTenant();
    const email = "invited@example.com";
    const { token } = await inviteMember(owner, { email });
    const account = await acceptInvitation({ token, name: "Not them", password: PASSWORD }, ADDRESS);
    const taken = await userOfIdentity({ ...identity, subject: "43", email }, ADDRESS);
    expect(taken).toMatchObject({ id: account.id, sessionVersion: 2 });
    expect(await userOfSession(account.id, 1)).toBeNull();
    expect(await signIn({ email, password: PASSWORD }, ADDRESS)).toMatchObject({ ok: false });
    const { events } = await listAudit(owner, { action: "user" });
    expect(events[0]).toMatchObject({ action: "user.link_identity", after: { passwordRemoved: true } });
    // What is proven stays as it is.
    await userOfIdentity({ ...identity, provider: "github", subject: "44", email }, ADDRESS);
    expect(await userOfSession(account.id, 2)).not.toBeNull();
  });

  it("is linked by a verified address once, and known by its subject from then on", async () => {
    expect(await userOfIdentity({ ...identity, emailVerified: false }, ADDRESS)).toBeNull();
    expect(await userOfIdentity({ ...identity, email: "stranger@example.com" }, ADDRESS)).toBeNull();
    expect(await userOfIdentity(identity, ADDRESS)).toMatchObject({ id: ownerId });
    expect(await userOfIdentity({ ...identity, email: null, emailVerified: false }, ADDRESS)).toMatchObject({
      id: ownerId,
    });
    expect(await userOfIdentity({ ...identity, provider: "github", email: null }, ADDRESS)).toBeNull();
  });
});

describe("members and projects", () => {
  let tenant: TestTenant;
  beforeAll(async () => {
    tenant = await testTenant();
  });
  const person = (email: string) => ({ name: "Eve", email, password: PASSWORD });

  it("createUser refuses members, viewers and strangers, and an admin who would make an owner", async () => {
    for (const ctx of [tenant.member, tenant.viewer]) {
      await expect(createUser(ctx, person("e1@example.com"))).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(createUser(tenant.stranger, person("e1@example.com"))).rejects.toMatchObject({
      code: "not_found",
    });
    const owner = { ...person("e1@example.com"), role: "OWNER" as const };
    await expect(createUser(tenant.admin, owner)).rejects.toMatchObject({ code: "forbidden" });
    expect(await createUser(tenant.owner, owner)).toMatchObject({ email: "e1@example.com" });
  });

  it("a project of another organization does not exist", async () => {
    await expect(projectFor(ownerId, tenant.projectId)).rejects.toMatchObject({ code: "not_found" });
    await expect(projectFor(ownerId, "nonsense")).rejects.toMatchObject({ code: "not_found" });
    expect(await projectFor(tenant.viewer.actor.id!, tenant.projectId)).toMatchObject({ role: "VIEWER" });
  });
});
