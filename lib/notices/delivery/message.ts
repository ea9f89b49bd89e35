import { env } from "../../env";
import type { NoticeKind } from "../schema";
import type { Claimed } from "./claim";
import type { Message } from "./post-message";

const TYPES: Record<NoticeKind, string> = {
  key_expiring: "key.expiring",
  budget_nearly_spent: "budget.nearly_spent",
  budget_spent: "budget.spent",
  finding: "finding.new",
};

type Notice = Claimed["notice"];

/** What a webhook is told of a notice. Names are in snake_case, as everywhere on the wire. */
export function toMessage(notice: Notice): Message {
  const { id, kind, organizationId, projectId, keyId, title, body, details, createdAt } = notice;
  const data = {
    id,
    organization_id: organizationId,
    project_id: projectId,
    api_key_id: keyId,
    title,
    body,
    url: consoleLink(notice),
    details: Object.fromEntries(Object.entries(details).map(([name, value]) => [snakeCase(name), value])),
  };
  return { type: TYPES[kind], timestamp: createdAt.toISOString(), data };
}

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Where people act on it; null where this installation does not know its own address. */
export function consoleLink({ projectId, keyId }: Notice): string | null {
  const origin = env().NEXTAUTH_URL?.replace(/\/+$/, "");
  if (!origin) return null;
  const keys = `${origin}/admin/projects/${projectId}/settings/api-keys`;
  return keyId === null ? keys : `${keys}/${keyId}`;
}
