import type { ActorKind } from "@/lib/audit/schema";

export const ACTOR_LABELS: Record<ActorKind, string> = {
  USER: "People",
  API_KEY: "API keys",
  CLI: "Command line",
  SYSTEM: "Gatehouse",
};

/** Of one who has no address. */
export const ACTOR_LABEL: Record<ActorKind, string> = {
  USER: "Former account",
  API_KEY: "API key",
  CLI: "Command line",
  SYSTEM: "Gatehouse",
};

/** What events are about, by the first part of their action. */
export const THINGS: Record<string, string> = {
  api_key: "API keys",
  credential: "LLM API keys",
  endpoint: "Endpoints",
  usage: "Usage",
  finding: "Findings",
  member: "Members",
  invitation: "Invitations",
  project: "Projects",
  organization: "The organization",
  webhook: "Webhooks",
  notice: "Notices",
  user: "Accounts",
  kek: "Encryption",
};

const NOUNS: Record<string, string> = {
  api_key: "API key",
  credential: "LLM API key",
  kek: "encryption key",
  usage: "usage of",
  organization: "organization",
};

const PAST: Record<string, string> = {
  create: "Created",
  update: "Changed",
  delete: "Deleted",
  enable: "Enabled",
  disable: "Disabled",
  rotate: "Rotated",
  change_overlap: "Changed the overlap of",
  import: "Imported",
  rename: "Renamed",
  withdraw: "Withdrew",
  accept: "Accepted",
  remove: "Removed",
  leave: "Left as",
  change_role: "Changed the role of",
  change_password: "Changed the password of",
  rotate_secret: "Replaced the secret of",
  send_again: "Sent again the",
  link_identity: "Linked a sign-in to",
  dismiss: "Dismissed",
  bill: "Billed",
  price: "Priced a model of",
  add_credits: "Changed the credits of",
  stop_credits: "Stopped the credits of",
  rotation_started: "Started a rotation of",
  rotation_finished: "Finished a rotation of",
  version_retired: "Retired a version of",
};

/** An action in words: `api_key.create` is "Created API key". An unknown one stays as it is. */
export function inWords(action: string): string {
  const [thing = "", done = ""] = action.split(".");
  const verb = PAST[done];
  return verb ? `${verb} ${NOUNS[thing] ?? thing.replaceAll("_", " ")}` : action;
}

/** A field's name in words: `costLimitUsd` is "cost limit usd". */
export const fieldInWords = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll("_", " ");

/** A field's value as people read it. */
export function shown(value: unknown): string {
  if (value === null || value === undefined || value === "") return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.map(shown).join(", ") || "none";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
