import type { Context } from "../context";
import * as credentials from "../credentials";
import { db } from "../db";
import * as endpoints from "../endpoints";
import { whole } from "../endpoints/testing";
import { newId } from "../ids";
import * as keys from "../keys";
import * as notices from "../notices";
import * as organizations from "../organizations";
import type { TestTenant } from "../organizations/testing";
import * as usage from "../usage";
import * as audit from ".";
import * as made from "./testing.access-targets";

const ALL = ["owner", "admin", "member", "viewer"] as const;
export type RoleName = (typeof ALL)[number];
const MEMBERS: RoleName[] = ["owner", "admin", "member"];
const ADMINS: RoleName[] = ["owner", "admin"];
const OWNERS: RoleName[] = ["owner"];

type Call = (ctx: Context) => Promise<unknown>;
export type Row = {
  name: string;
  roles: readonly RoleName[];
  /** Whether a call changes something, which takes one audit event. */
  writes: boolean;
  /**
   * What another tenant gets: a refusal, or an answer with nothing of this one's. "own" names nothing, so that only its project can be
   * foreign; null knows neither.
   */
  foreign: "not_found" | "invalid_input" | "nothing" | "own" | null;
  /** Its tenant is gone afterwards. */
  ends?: true;
  /** Makes something to act upon and gives the call. */
  prepare(tenant: TestTenant): Promise<Call>;
};

type Verb<I> = (ctx: Context, input: I) => unknown;
type Make<I> = (tenant: TestTenant) => I | Promise<I>;

const row =
  (roles: readonly RoleName[], writes: boolean, foreign: Row["foreign"]) =>
  <I>(name: string, verb: Verb<I>, make: Make<I>): Row => ({
    ...{ name, roles, writes, foreign },
    async prepare(tenant) {
      const input = await make(tenant);
      return async (ctx) => read(await verb(ctx, input));
    },
  });

/** An export is read to its end: it asks nothing before. */
async function read(result: unknown): Promise<unknown> {
  const csv = (result as { csv?: unknown } | undefined)?.csv ?? result;
  if (!csv || typeof csv !== "object" || !(Symbol.asyncIterator in csv)) return result;
  const pieces: string[] = [];
  for await (const piece of csv as AsyncIterable<string>) pieces.push(piece);
  return pieces;
}

const change = row(ADMINS, true, "not_found");
const ownerOnly = row(OWNERS, true, "not_found");
const ownAddition = row(ADMINS, true, "own");
const addition = row(ADMINS, true, null);
const ownerAddition = row(OWNERS, true, null);
const operatorOnly = row([], true, null);
const none = () => undefined;
const email = () => `${newId()}@example.com`;
const password = "a long password of theirs";
const range = "7d" as const;
const openai = { name: "intruder", provider: "openai" as const, secret: "sk-0123456789abcdef" };

/** Every verb by its module, with who may call it. A verb whose input decides has a row for each. */
export const ACCESS: Row[] = [
  ownAddition("keys.createKey", keys.createKey, () => ({ note: "new" })),
  ownAddition("keys.importKeys", keys.importKeys, () => ({ keys: [{ note: "new", secret: newId() }] })),
  change("keys.updateKey", keys.updateKey, async (t) => ({ ...(await made.key(t)), note: "changed" })),
  change("keys.disableKey", keys.disableKey, made.key),
  change("keys.enableKey", keys.enableKey, made.disabledKey),
  change("keys.deleteKey", keys.deleteKey, made.key),
  change("keys.rotateKey", keys.rotateKey, async (t) => ({ ...(await made.key(t)), overlap: "1h" as const })),
  change("keys.changeOverlap", keys.changeOverlap, async (t) => ({
    ...(await made.rotatedKey(t)),
    overlap: "now" as const,
  })),
  row(ALL, false, "not_found")("keys.getKey", keys.getKey, made.key),
  row(ALL, false, "nothing")("keys.listKeys", keys.listKeys, none),

  ownAddition("credentials.createCredential", credentials.createCredential, () => ({
    ...openai,
    name: `new-${newId()}`,
  })),
  change("credentials.updateCredential", credentials.updateCredential, async (t) => ({
    ...(await made.credential(t)),
    name: `changed-${newId()}`,
  })),
  change("credentials.deleteCredential", credentials.deleteCredential, made.credential),
  change("credentials.setModelPrice", credentials.setModelPrice, async (t) => ({
    credentialId: (await made.credential(t)).id,
    ...{ model: "m", inputUsdPerMillion: "1", outputUsdPerMillion: "2" },
  })),
  row(ADMINS, false, "not_found")("credentials.openTrial", credentials.openTrial, made.credential),
  row(ADMINS, false, null)("credentials.openTrial", credentials.openTrial, () => openai),
  row(MEMBERS, false, "not_found")("credentials.getCredential", credentials.getCredential, made.credential),
  row(MEMBERS, false, "nothing")("credentials.listCredentials", credentials.listCredentials, none),
  operatorOnly("credentials.kekStatus", credentials.kekStatus, none),
  operatorOnly("credentials.rotateKek", credentials.rotateKek, () => ({})),
  operatorOnly("credentials.retireKek", credentials.retireKek, () => ({ version: 1 })),

  row(ADMINS, true, "invalid_input")("endpoints.createEndpoint", endpoints.createEndpoint, async (t) => ({
    slug: `new-${newId()}`,
    targets: whole((await made.credential(t)).id),
  })),
  change("endpoints.updateEndpoint", endpoints.updateEndpoint, async (t) => ({
    ...(await made.endpoint(t)),
    timeoutMs: 7000,
  })),
  change("endpoints.deleteEndpoint", endpoints.deleteEndpoint, made.endpoint),
  row(MEMBERS, false, "not_found")("endpoints.getEndpoint", endpoints.getEndpoint, made.endpoint),
  row(MEMBERS, false, "nothing")("endpoints.listEndpoints", endpoints.listEndpoints, none),

  addition("organizations.createUser", organizations.createUser, () => ({
    name: "New",
    email: email(),
    password,
  })),
  ownerAddition("organizations.createUser", organizations.createUser, () => ({
    ...{ name: "New", email: email(), password, role: "OWNER" as const },
  })),
  addition("organizations.inviteMember", organizations.inviteMember, () => ({ email: email() })),
  ownerAddition("organizations.inviteMember", organizations.inviteMember, () => ({
    email: email(),
    role: "OWNER" as const,
  })),
  change("organizations.withdrawInvitation", organizations.withdrawInvitation, (t) =>
    made.invitation(t, "MEMBER"),
  ),
  ownerOnly("organizations.withdrawInvitation", organizations.withdrawInvitation, (t) =>
    made.invitation(t, "OWNER"),
  ),
  change("organizations.changeRole", organizations.changeRole, async (t) => ({
    ...(await made.person(t, "MEMBER")),
    role: "VIEWER" as const,
  })),
  ownerOnly("organizations.changeRole", organizations.changeRole, async (t) => ({
    ...(await made.person(t, "ADMIN")),
    role: "OWNER" as const,
  })),
  ownerOnly("organizations.changeRole", organizations.changeRole, async (t) => ({
    ...(await made.person(t, "OWNER")),
    role: "ADMIN" as const,
  })),
  change("organizations.removeMember", organizations.removeMember, (t) => made.person(t, "MEMBER")),
  ownerOnly("organizations.removeMember", organizations.removeMember, (t) => made.person(t, "OWNER")),
  addition("organizations.createProject", organizations.createProject, () => ({ name: `New ${newId()}` })),
  change("organizations.renameProject", organizations.renameProject, async (t) => ({
    id: (await made.project(t)).id,
    name: `Renamed ${newId()}`,
  })),
  change("organizations.deleteProject", organizations.deleteProject, made.project),
  row(ADMINS, false, "not_found")(
    "organizations.projectContents",
    organizations.projectContents,
    made.project,
  ),
  {
    ...ownerAddition("organizations.deleteOrganization", organizations.deleteOrganization, async (t) => ({
      confirmName: (await db().organization.findUniqueOrThrow({ where: { id: t.organizationId } })).name,
    })),
    ends: true,
  },
  addition("organizations.updateOrganization", organizations.updateOrganization, () => ({ name: newId() })),
  addition("organizations.addCredits", organizations.addCredits, () => ({ amountUsd: "5" })),
  addition("organizations.stopCredits", organizations.stopCredits, made.credits),
  row(ALL, false, null)("organizations.organizationSettings", organizations.organizationSettings, none),
  row(ALL, false, null)("organizations.listCreditEntries", organizations.listCreditEntries, () => ({})),
  row(ALL, false, null)("organizations.projectsIn", organizations.projectsIn, none),
  row(ALL, false, null)("organizations.listMembers", organizations.listMembers, none),
  row(ADMINS, false, null)("organizations.listInvitations", organizations.listInvitations, none),

  change("usage.dismissFinding", usage.dismissFinding, made.finding),
  row(ALL, false, "nothing")("usage.listFindings", usage.listFindings, () => ({})),
  row(ALL, false, "not_found")("usage.listFindings", usage.listFindings, made.namedKey),
  row(ALL, false, "nothing")("usage.everUsed", usage.everUsed, none),
  row(ALL, false, "nothing")("usage.listUnpriced", usage.listUnpriced, none),
  row(ALL, false, "nothing")("usage.projectCallsLastDay", usage.projectCallsLastDay, none),
  row(ALL, false, "nothing")("usage.projectOverview", usage.projectOverview, () => ({ range })),
  row(ALL, false, "nothing")("usage.exportUsage", usage.exportUsage, () => ({ range })),
  row(ALL, false, "not_found")("usage.exportUsage", usage.exportUsage, async (t) => ({
    ...(await made.namedKey(t)),
    range,
  })),
  row(ALL, false, "nothing")("usage.recentCalls", usage.recentCalls, () => ({})),
  // A key that is not there has no calls: an empty page, whoever's it is.
  row(ALL, false, "nothing")("usage.recentCalls", usage.recentCalls, made.namedKey),
  row(ALL, false, "not_found")("usage.keyCallsLastDay", usage.keyCallsLastDay, made.key),
  row(ALL, false, "not_found")("usage.keyOverview", usage.keyOverview, async (t) => ({
    ...(await made.key(t)),
    range,
  })),

  row(ALL, false, "nothing")("notices.listNotices", notices.listNotices, made.anyNotice),
  row(ALL, false, "nothing")("notices.markNoticesRead", notices.markNoticesRead, made.notice),

  addition("notices.createWebhook", notices.createWebhook, made.newWebhook),
  change("notices.updateWebhook", notices.updateWebhook, async (t) => ({
    ...(await made.webhook(t)),
    enabled: false,
  })),
  change("notices.rotateWebhookSecret", notices.rotateWebhookSecret, made.webhook),
  change("notices.deleteWebhook", notices.deleteWebhook, made.webhook),
  change("notices.redeliver", notices.redeliver, made.delivery),
  row(ADMINS, false, "not_found")("notices.testWebhook", notices.testWebhook, made.webhook),
  row(ADMINS, false, "nothing")("notices.listWebhooks", notices.listWebhooks, made.anyWebhook),
  row(ADMINS, false, "nothing")("notices.listDeliveries", notices.listDeliveries, made.anyDelivery),

  row(ADMINS, false, "nothing")("audit.listAudit", audit.listAudit, () => ({})),
  row(ADMINS, false, "nothing")("audit.exportAudit", audit.exportAudit, () => ({})),
];
