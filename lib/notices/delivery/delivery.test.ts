import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db, pool } from "../../db";
import { forgetEnv } from "../../env";
import { newId } from "../../ids";
import { type TestTenant, testTenant } from "../../organizations/testing";
import { type TestDatabase, testDatabase } from "../../store/testing";
import { SMTP_FROM, startSmtpServer } from "../../testing.smtp";
import {
  createWebhook,
  DeliveryJob,
  deleteWebhook,
  listDeliveries,
  listWebhooks,
  redeliver,
  rotateWebhookSecret,
  testWebhook,
  updateWebhook,
} from "..";
import { keepNotices } from "../keep";
import { type Receiver, startReceiver } from "../testing";
import { RETRY_AFTER_MS } from "./settle";

/** A name that leads to a cloud's metadata, as far as this process can tell. */
const REBOUND = "rebound.example";
vi.mock("node:dns", async (original) => {
  const dns = await original<typeof import("node:dns")>();
  const lookup = (host: string, options: object, callback: (...found: unknown[]) => void) =>
    host === REBOUND
      ? callback(null, [{ address: "169.254.169.254", family: 4 }])
      : dns.lookup(host, options, callback);
  return { ...dns, lookup };
});

let database: TestDatabase;
let tenant: TestTenant;
let receiver: Receiver;
let job: DeliveryJob;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await receiver?.close();
  receiver = await startReceiver();
  await db().notice.deleteMany();
  tenant = await testTenant();
  job = new DeliveryJob();
});
afterAll(async () => {
  await receiver.close();
  await database.drop();
});

/** Stores a notice as the job that looks does. */
async function tell(title = "“checkout” expires within 7 days", nowMs = Date.now()) {
  const { organizationId, projectId } = tenant;
  const keyId = newId();
  const subject = newId();
  const details = { days: 7, resetPeriod: "never", expiresAt: "2026-12-01T00:00:00.000Z" };
  const notice = { kind: "key_expiring" as const, subject, title, body: "It stops.", details };
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    await keepNotices(client, [{ organizationId, projectId, keyId, ...notice }], nowMs);
    await client.query("COMMIT");
  } finally {
    client.release();
  }
  return keyId;
}

const only = async () => {
  const { deliveries } = await listDeliveries(tenant.admin);
  expect(deliveries).toHaveLength(1);
  return deliveries[0]!;
};

describe("a webhook", () => {
  it("gets each notice once, signed so that the official library takes it", async () => {
    const { secret, id } = await createWebhook(tenant.admin, { url: `${receiver.url}/hook` });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const keyId = await tell();
    await job.run();
    await job.run();
    expect(receiver.received).toHaveLength(1);
    const [{ headers, body, path }] = receiver.received as [(typeof receiver.received)[0]];
    expect(path).toBe("/hook");
    const message = new Webhook(secret).verify(body, headers as Record<string, string>);
    expect(message).toEqual({
      type: "key.expiring",
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: {
        id: headers["webhook-id"],
        organization_id: tenant.organizationId,
        project_id: tenant.projectId,
        api_key_id: keyId,
        title: "“checkout” expires within 7 days",
        body: "It stops.",
        url: `http://localhost:3000/admin/projects/${tenant.projectId}/settings/api-keys/${keyId}`,
        details: { days: 7, reset_period: "never", expires_at: "2026-12-01T00:00:00.000Z" },
      },
    });
    const other = `whsec_${randomBytes(32).toString("base64")}`;
    expect(() => new Webhook(other).verify(body, headers as Record<string, string>)).toThrow();
    const { status, attempts, result, webhookId, nextAttemptAt } = await only();
    expect({ status, attempts, result, webhookId, nextAttemptAt }).toEqual({
      ...{ status: "delivered", attempts: 1, result: "It answered 204.", webhookId: id, nextAttemptAt: null },
    });
    expect((await listWebhooks(tenant.admin))[0]!.last).toMatchObject({ status: "delivered" });
  });

  it("gets what is told after it was made, and only of its own organization", async () => {
    await tell("before");
    await createWebhook((await testTenant()).admin, { url: `${receiver.url}/elsewhere` });
    await createWebhook(tenant.admin, { url: `${receiver.url}/a` });
    await createWebhook(tenant.admin, { url: `${receiver.url}/b` });
    await tell("after");
    await job.run();
    expect(receiver.received.map(({ path }) => path).sort()).toEqual(["/a", "/b"]);
    expect(receiver.received.every(({ body }) => body.includes("after"))).toBe(true);
  });

  it("is sent one notice once by four processes at once", async () => {
    await createWebhook(tenant.admin, { url: receiver.url });
    for (let i = 0; i < 45; i++) await tell(`notice ${i}`);
    receiver.answers((response) => setTimeout(() => response.writeHead(200).end(), 20));
    await Promise.all([job, new DeliveryJob(), new DeliveryJob(), new DeliveryJob()].map((one) => one.run()));
    const ids = receiver.received.map(({ headers }) => headers["webhook-id"]);
    expect([ids.length, new Set(ids).size]).toEqual([45, 45]);
    expect(await db().noticeDelivery.count({ where: { status: "delivered", attempts: 1 } })).toBe(45);
  });

  it("that is silent keeps nobody else's waiting", async () => {
    const silent = await startReceiver();
    let waiting = 0;
    silent.answers(() => {
      waiting++;
    });
    const { id } = await createWebhook(tenant.admin, { url: silent.url });
    for (let i = 0; i < 70; i++) await tell(`to the silent one ${i}`);
    tenant = await testTenant();
    await createWebhook(tenant.admin, { url: receiver.url });
    for (let i = 0; i < 9; i++) await tell(`to the other one ${i}`);
    const running = job.run();
    await expect.poll(() => receiver.received.length, { timeout: 5000 }).toBe(9);
    expect(waiting).toBeLessThanOrEqual(4);
    expect(await db().noticeDelivery.count({ where: { webhookId: id, attempts: { gt: 0 } } })).toBe(4);
    await job.stop();
    await running;
    await silent.close();
  });

  it("is neither sent nor waited for what another process holds", async () => {
    await createWebhook(tenant.admin, { url: receiver.url });
    await tell("held");
    const other = await pool().connect();
    try {
      await other.query("BEGIN");
      await other.query("SELECT 1 FROM notice_deliveries FOR UPDATE");
      await job.run();
      expect(receiver.received).toEqual([]);
    } finally {
      await other.query("ROLLBACK");
      other.release();
    }
    await job.run();
    expect(receiver.received).toHaveLength(1);
  });

  it("is tried again after 10 s, 1 min, … 6 h, with the same id, and then no more", async () => {
    await createWebhook(tenant.admin, { url: receiver.url });
    let nowMs = Date.UTC(2026, 10, 21);
    await tell("unlucky", nowMs);
    receiver.answers(500);
    await job.run(nowMs);
    for (const [i, wait] of RETRY_AFTER_MS.entries()) {
      expect(await only()).toMatchObject({ status: "pending", attempts: i + 1, result: "It answered 500." });
      await job.run(nowMs + wait - 1);
      expect(receiver.received).toHaveLength(i + 1);
      nowMs += wait;
      await job.run(nowMs);
    }
    expect(receiver.received).toHaveLength(7);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(await only()).toMatchObject({ status: "failed", attempts: 7, nextAttemptAt: null });
    await job.run(nowMs + 7 * 24 * 3_600_000);
    expect(receiver.received).toHaveLength(7);
  });

  it("recovers: what failed once arrives", async () => {
    await createWebhook(tenant.admin, { url: receiver.url });
    const nowMs = Date.now();
    await tell("late", nowMs);
    receiver.answers(503);
    await job.run(nowMs);
    receiver.answers(200);
    await job.run(nowMs + RETRY_AFTER_MS[0]!);
    expect(await only()).toMatchObject({ status: "delivered", attempts: 2, result: "It answered 200." });
  });

  it.each<[string, (r: Receiver) => void, RegExp]>([
    [
      "redirects",
      (r) => r.answers((response) => response.writeHead(302, { location: r.url }).end()),
      /302, a redirect, which is not followed/,
    ],
    [
      "breaks off",
      (r) => r.answers((response) => response.destroy()),
      /could not be reached \(UND_ERR_SOCKET\)/,
    ],
    ["never answers", (r) => r.answers(() => {}), /did not answer within 10 seconds/],
    [
      "never ends its answer",
      (r) => r.answers((response) => response.writeHead(200).write("x")),
      /did not answer within 10 seconds/,
    ],
  ])("that %s is tried again", async (_what, prepare, words) => {
    await createWebhook(tenant.admin, { url: receiver.url });
    prepare(receiver);
    await tell();
    await job.run();
    expect(receiver.received).toHaveLength(1);
    expect(await only()).toMatchObject({
      status: "pending",
      attempts: 1,
      result: expect.stringMatching(words),
    });
  });

  it("may answer at length: no more than is needed is read", async () => {
    await createWebhook(tenant.admin, { url: receiver.url });
    receiver.answers((response) => response.writeHead(200).end(Buffer.alloc(5_000_000)));
    await tell();
    await job.run();
    expect(await only()).toMatchObject({ status: "delivered" });
  });

  it("that answers 410 is disabled, by an event of its own", async () => {
    const { id } = await createWebhook(tenant.admin, { url: receiver.url });
    receiver.answers(410);
    await tell();
    await job.run();
    expect(await only()).toMatchObject({ status: "failed", attempts: 1 });
    expect((await listWebhooks(tenant.admin))[0]!.enabled).toBe(false);
    const event = await db().auditEvent.findFirstOrThrow({ where: { action: "webhook.disable" } });
    expect(event).toMatchObject({ targetId: id, actorKind: "SYSTEM", organizationId: tenant.organizationId });
    await tell("unheard");
    await job.run();
    expect(receiver.received).toHaveLength(1);
    // What nobody is to be told is not queued either.
    await only();
  });

  it("that was disabled or deleted meanwhile is not called", async () => {
    const off = await createWebhook(tenant.admin, { url: `${receiver.url}/off` });
    const gone = await createWebhook(tenant.admin, { url: `${receiver.url}/gone` });
    await tell();
    await updateWebhook(tenant.admin, { id: off.id, enabled: false });
    await deleteWebhook(tenant.admin, { id: gone.id });
    await job.run();
    expect(receiver.received).toEqual([]);
    expect(await only()).toMatchObject({
      status: "failed",
      result: "It was not sent: the webhook is disabled.",
    });
  });

  it("that moved is called at its new address, what was queued before included", async () => {
    const { id } = await createWebhook(tenant.admin, { url: `${receiver.url}/old` });
    await tell();
    await updateWebhook(tenant.admin, { id, url: `${receiver.url}/new` });
    await job.run();
    expect(receiver.received.map(({ path }) => path)).toEqual(["/new"]);
    expect((await only()).target).toBe(`${receiver.url}/new`);
  });

  it("takes both secrets for a day after one was replaced", async () => {
    const old = await createWebhook(tenant.admin, { url: receiver.url });
    const { secret, formerSecretUntil } = await rotateWebhookSecret(tenant.admin, { id: old.id });
    expect(secret).not.toBe(old.secret);
    expect(Date.parse(formerSecretUntil!) - Date.now()).toBeGreaterThan(23.9 * 3_600_000);
    const verified = (given: string) => {
      const { headers, body } = receiver.received.at(-1)!;
      try {
        new Webhook(given).verify(body, headers as Record<string, string>);
        return true;
      } catch {
        return false;
      }
    };
    await tell();
    await job.run();
    expect([verified(secret), verified(old.secret)]).toEqual([true, true]);
    await db().webhook.update({ where: { id: old.id }, data: { formerSecretUntil: new Date() } });
    await tell("next day");
    await job.run();
    expect([verified(secret), verified(old.secret)]).toEqual([true, false]);
  });

  it("is not given what nobody stored: no secret is in the database or the audit log", async () => {
    const { secret, id } = await createWebhook(tenant.admin, { url: `${receiver.url}/services/T0KEN` });
    const rotated = await rotateWebhookSecret(tenant.admin, { id });
    await updateWebhook(tenant.admin, { id, url: `${receiver.url}/services/N3W` });
    const all = await db().$queryRaw`
      SELECT to_jsonb(w) FROM webhooks w UNION ALL SELECT to_jsonb(d) FROM notice_deliveries d
      UNION ALL SELECT to_jsonb(a) FROM audit_events a`;
    for (const one of [secret, rotated.secret]) {
      expect(JSON.stringify(all)).not.toContain(one.slice("whsec_".length));
    }
    const events = JSON.stringify(await db().auditEvent.findMany());
    expect(events).toContain(receiver.url);
    expect(events).not.toMatch(/T0KEN|N3W/);
  });

  it("can be sent a notice again", async () => {
    await createWebhook(tenant.admin, { url: receiver.url });
    await tell();
    await job.run();
    const again = await redeliver(tenant.admin, { id: (await only()).id });
    expect(again).toMatchObject({ status: "pending", attempts: 0, deliveredAt: null });
    await job.run(Date.now() + 1000);
    const ids = receiver.received.map(({ headers }) => headers["webhook-id"]);
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
    expect(await only()).toMatchObject({ status: "delivered", attempts: 1 });
  });

  it("is taken up by the next process when one dies with a message in its hands", async () => {
    await createWebhook(tenant.admin, { url: receiver.url });
    const nowMs = Date.now();
    await tell("in hands", nowMs);
    await pool().query("UPDATE notice_deliveries SET attempts = 1, next_attempt_at = $1", [
      new Date(nowMs + 120_000),
    ]);
    await job.run(nowMs + 119_000);
    expect(receiver.received).toEqual([]);
    await job.run(nowMs + 120_000);
    expect(await only()).toMatchObject({ status: "delivered", attempts: 2 });
  });

  it("keeps what the next process says of a message when the first one answers too late", async () => {
    await createWebhook(tenant.admin, { url: receiver.url });
    let answerFirst = () => {};
    receiver.answers((response) => {
      answerFirst = () => response.writeHead(500).end();
    });
    const nowMs = Date.now();
    await tell("slow", nowMs);
    const running = job.run(nowMs);
    while (receiver.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    receiver.answers(200);
    await new DeliveryJob().run(nowMs + 120_000);
    answerFirst();
    await running;
    expect(await only()).toMatchObject({ status: "delivered", result: "It answered 200." });
  });

  it("is left to the next process, untried, when this one stops", async () => {
    await createWebhook(tenant.admin, { url: receiver.url });
    receiver.answers(() => {});
    await tell();
    const running = job.run();
    while (receiver.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await job.stop();
    await running;
    expect(await only()).toMatchObject({ status: "pending", attempts: 0 });
    receiver.answers(200);
    await new DeliveryJob().run(Date.now() + 1000);
    expect(await only()).toMatchObject({ status: "delivered", attempts: 1 });
  });
});

describe("the addresses of webhooks", () => {
  it.each([
    ["nothing at all", "", "Enter an address such as"],
    ["a file", "file:///etc/passwd", "Enter an address such as"],
    ["a name and password", "https://ada:secret@hooks.example.com/", "Leave the name and password out"],
    ["cloud metadata", "http://169.254.169.254/latest", "GATEHOUSE_UPSTREAM_NETWORKS"],
    ["cloud metadata by another spelling", "http://[::ffff:a9fe:a9fe]/", "GATEHOUSE_UPSTREAM_NETWORKS"],
    ["cloud metadata by name", "http://metadata.google.internal/", "GATEHOUSE_UPSTREAM_NETWORKS"],
  ])("may not be %s", async (_what, url, words) => {
    const refusal = { code: "invalid_input", fields: { url: expect.stringContaining(words) } };
    await expect(createWebhook(tenant.admin, { url })).rejects.toMatchObject(refusal);
    const { id } = await createWebhook(tenant.admin, { url: receiver.url });
    await expect(updateWebhook(tenant.admin, { id, url })).rejects.toMatchObject(refusal);
  });

  it("are checked again when something is sent, and so is where their names lead", async () => {
    const named = receiver.url.replace("127.0.0.1", "localhost");
    await createWebhook(tenant.admin, { url: `${receiver.url}/literal` });
    const { id } = await createWebhook(tenant.admin, { url: `${named}/named` });
    process.env.GATEHOUSE_UPSTREAM_NETWORKS = "public";
    forgetEnv();
    try {
      await tell();
      await job.run();
      expect(receiver.received).toEqual([]);
      const { deliveries } = await listDeliveries(tenant.admin);
      expect(deliveries.map(({ status }) => status)).toEqual(["pending", "pending"]);
      expect(await testWebhook(tenant.admin, { id })).toMatchObject({ ok: false });
    } finally {
      delete process.env.GATEHOUSE_UPSTREAM_NETWORKS;
      forgetEnv();
    }
  });

  it("may be names, as long as these lead where Gatehouse may call", async () => {
    await createWebhook(tenant.admin, { url: `http://${REBOUND}/hook` });
    await tell();
    await job.run();
    const refused = "Its name leads to an address that may not be called.";
    expect(await only()).toMatchObject({ status: "pending", result: refused });
  });

  it("are taken once, and ten at most", async () => {
    const { id } = await createWebhook(tenant.admin, { url: receiver.url });
    const twice = { code: "conflict", fields: { url: "There is a webhook with this address already." } };
    await expect(createWebhook(tenant.admin, { url: `${receiver.url}#part` })).rejects.toMatchObject(twice);
    const made = await Promise.allSettled(
      Array.from({ length: 12 }, (_, i) => createWebhook(tenant.admin, { url: `${receiver.url}/${i}` })),
    );
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(9);
    const other = (await listWebhooks(tenant.admin)).at(-1)!;
    await expect(updateWebhook(tenant.admin, { id, url: other.url })).rejects.toMatchObject(twice);
  });
});

describe("a test of a webhook", () => {
  it("is signed, says what came of it, and leaves nothing behind", async () => {
    const { id, secret } = await createWebhook(tenant.admin, { url: receiver.url });
    expect(await testWebhook(tenant.admin, { id })).toMatchObject({ ok: true, result: "It answered 204." });
    const { headers, body } = receiver.received[0]!;
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toMatchObject({
      type: "test",
    });
    receiver.answers(404);
    expect(await testWebhook(tenant.admin, { id })).toMatchObject({ ok: false, result: "It answered 404." });
    await receiver.close();
    const unheard = { ok: false, result: "It could not be reached (ECONNREFUSED)." };
    expect(await testWebhook(tenant.admin, { id })).toMatchObject(unheard);
    expect((await listDeliveries(tenant.admin)).deliveries).toEqual([]);
  });
});

describe("e-mail", () => {
  async function withMail(
    work: (smtp: Awaited<ReturnType<typeof startSmtpServer>>) => Promise<void>,
    answers = {},
  ) {
    const smtp = await startSmtpServer(answers);
    Object.assign(process.env, { SMTP_URL: smtp.url, SMTP_FROM });
    forgetEnv();
    try {
      await work(smtp);
    } finally {
      delete process.env.SMTP_URL;
      delete process.env.SMTP_FROM;
      forgetEnv();
      await smtp.close();
    }
  }
  const addressOf = async (role: "owner" | "admin") =>
    (await db().user.findUniqueOrThrow({ where: { id: tenant[role].actor.id! } })).email;
  const recipients = (said: string[]) => said.filter((line) => line.startsWith("RCPT TO:")).sort();

  it("tells owners and admins once each, all that is due in one message", async () => {
    await withMail(async ({ said, messages }) => {
      await tell("first\r\nBcc: eve@example.com");
      await tell("second");
      await Promise.all([job.run(), new DeliveryJob().run()]);
      await job.run();
      const to = [await addressOf("owner"), await addressOf("admin")].map(
        (address) => `RCPT TO:<${address}>`,
      );
      expect(new Set(recipients(said))).toEqual(new Set(to));
      const text = messages.join("\n").replaceAll("=\n", "");
      expect(text.match(/^first Bcc: eve@example.com$/gm)).toHaveLength(2);
      expect(text.match(/^second$/gm)).toHaveLength(2);
      expect(text).toContain(`http://localhost:3000/admin/projects/${tenant.projectId}/settings/api-keys/`);
      expect(await db().noticeDelivery.count({ where: { channel: "email", status: "delivered" } })).toBe(4);
    });
  });

  it("is tried again when the mail server refuses", async () => {
    await withMail(
      async () => {
        await tell();
        await job.run();
        const { deliveries } = await listDeliveries(tenant.admin, { status: "pending" });
        expect(deliveries).toHaveLength(2);
        expect(deliveries[0]!.result).toContain("450 later");
      },
      { RCPT: "450 later" },
    );
  });

  it("is not sent to who left or was demoted, nor where it is switched off", async () => {
    await withMail(async ({ said }) => {
      await tell();
      const where = { userId: tenant.admin.actor.id! };
      await db().membership.updateMany({ where, data: { role: "MEMBER" } });
      await job.run();
      expect(recipients(said)).toEqual([`RCPT TO:<${await addressOf("owner")}>`]);
      await db().organization.update({
        where: { id: tenant.organizationId },
        data: { noticesByEmail: false },
      });
      await tell("silence");
      await job.run();
      expect(recipients(said)).toHaveLength(1);
      expect((await listDeliveries(tenant.owner)).deliveries).toHaveLength(2);
    });
  });

  it("is not queued where none is configured", async () => {
    await tell();
    expect((await listDeliveries(tenant.admin)).deliveries).toEqual([]);
  });
});

describe("the log of deliveries", () => {
  it("comes in pages, by webhook and by status", async () => {
    const { id } = await createWebhook(tenant.admin, { url: `${receiver.url}/a` });
    await createWebhook(tenant.admin, { url: `${receiver.url}/b` });
    for (const title of ["one", "two"]) await tell(title);
    await job.run();
    await tell("three");
    const first = await listDeliveries(tenant.admin, { limit: 4 });
    const last = await listDeliveries(tenant.admin, { limit: 4, cursor: first.next! });
    expect([first.deliveries.length, last.deliveries.length, last.next]).toEqual([4, 2, null]);
    expect(new Set([...first.deliveries, ...last.deliveries].map((one) => one.id)).size).toBe(6);
    const waiting = await listDeliveries(tenant.admin, { webhookId: id, status: "pending" });
    expect(waiting.deliveries.map(({ notice }) => notice.title)).toEqual(["three"]);
    expect((await listDeliveries(tenant.admin, { webhookId: "nonsense" })).deliveries).toEqual([]);
  });
});
