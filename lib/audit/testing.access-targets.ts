import { createCredential } from "../credentials";
import { db } from "../db";
import { createEndpoint } from "../endpoints";
import { testCredential, whole } from "../endpoints/testing";
import type { Role } from "../generated/enums";
import { newId } from "../ids";
import { createKey, disableKey, rotateKey } from "../keys";
import { addCredits, createProject, inviteMember } from "../organizations";
import type { TestTenant } from "../organizations/testing";

/** Stands in the name of all that is made here: an answer to an intruder must not hold it. */
export const PLANTED = "planted";
const named = () => `${PLANTED}-${newId()}`;

export const key = async (t: TestTenant) => ({ id: (await createKey(t.owner, { note: named() })).id });
export const namedKey = async (t: TestTenant) => ({ keyId: (await key(t)).id });

export async function disabledKey(t: TestTenant) {
  const { id } = await key(t);
  await disableKey(t.owner, { id });
  return { id };
}

export async function rotatedKey(t: TestTenant) {
  const { id } = await key(t);
  await rotateKey(t.owner, { id, overlap: "24h" });
  return { id };
}

/** Sealed for real: a trial opens it. */
export async function credential(t: TestTenant) {
  const input = { name: named(), provider: "openai" as const, secret: "sk-0123456789abcdef" };
  return { id: (await createCredential(t.owner, input)).id };
}

export async function endpoint(t: TestTenant) {
  const targets = whole(await testCredential(t, named()));
  return { id: (await createEndpoint(t.owner, { slug: named(), targets })).id };
}

export const invitation = async (t: TestTenant, role: Role) => ({
  id: (await inviteMember(t.owner, { email: `${named()}@example.com`, role })).id,
});

export async function person({ organizationId }: TestTenant, role: Role) {
  const id = newId();
  const memberships = { create: { organizationId, role } };
  await db().user.create({ data: { id, name: named(), email: `${id}@example.com`, memberships } });
  return { userId: id };
}

export async function project(t: TestTenant) {
  const { id, name } = await createProject(t.owner, { name: named() });
  return { id, confirmName: name };
}

/** Puts the organization on credits, so that there is something to stop. */
export const credits = async (t: TestTenant): Promise<undefined> => {
  await addCredits(t.owner, { amountUsd: "5" });
};

const RANGE = { range: "198.51.100.0/24", address: "198.51.100.7" };
const DETAILS = { ...RANGE, knownRanges: 1, callsBefore: 100, firstCallAt: "2026-11-01T00:00:00.000Z" };

export async function finding(t: TestTenant) {
  const id = newId();
  const { id: keyId } = await key(t);
  const { organizationId, projectId } = t;
  const now = new Date();
  const seen = { firstSeenAt: now, lastSeenAt: now, details: DETAILS };
  const data = { id, organizationId, projectId, keyId, kind: "new_address" as const, subject: id, ...seen };
  await db().finding.create({ data });
  return { id };
}

export async function notice({ organizationId, projectId }: TestTenant) {
  const id = newId();
  const told = { kind: "finding" as const, subject: id, title: named(), body: named(), details: {} };
  await db().notice.create({ data: { id, organizationId, projectId, ...told } });
  return { ids: [id] };
}

/** There is a notice, and nobody names it. */
export async function anyNotice(t: TestTenant) {
  await notice(t);
  return {};
}

/** Nobody listens there. */
const unheard = () => `http://127.0.0.1:9/${named()}`;

export const newWebhook = () => ({ url: unheard() });

export async function webhook({ organizationId }: TestTenant) {
  const id = newId();
  const by = { createdByKind: "USER" as const, createdByName: named() };
  await db().webhook.create({ data: { id, organizationId, url: unheard(), ...by } });
  return { id };
}

export async function delivery(t: TestTenant) {
  const id = newId();
  const { ids } = await notice(t);
  const { id: webhookId } = await webhook(t);
  const to = { channel: "webhook" as const, webhookId, target: unheard(), status: "failed" as const };
  await db().noticeDelivery.create({ data: { id, noticeId: ids[0]!, ...to } });
  return { id };
}

/** There is a webhook, and nobody names it. */
export async function anyWebhook(t: TestTenant) {
  await webhook(t);
  return undefined;
}

/** There is a delivery, and nobody names it. */
export async function anyDelivery(t: TestTenant) {
  await delivery(t);
  return {};
}
