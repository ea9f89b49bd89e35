import { z } from "zod";

export const NOTICE_KINDS = ["key_expiring", "budget_nearly_spent", "budget_spent", "finding"] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Of more than these, lists say that there are at least so many. */
export const UNREAD_CAP = 100;

export const listNoticesInput = z.object({
  /** The `next` of the page before. */
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type ListNoticesInput = z.input<typeof listNoticesInput>;

export const markNoticesReadInput = z.union([
  z.object({ ids: z.array(z.string().max(64)).min(1).max(100) }),
  z.object({ all: z.literal(true) }),
]);
export type MarkNoticesReadInput = z.input<typeof markNoticesReadInput>;

/** Something that people should know of. Times are ISO 8601 in UTC. */
export type NoticeView = {
  id: string;
  kind: NoticeKind;
  title: string;
  body: string;
  projectId: string;
  keyId: string | null;
  createdAt: string;
  /** By who asks. */
  read: boolean;
};

/** A page of notices, and how many of all are unread: up to UNREAD_CAP. */
export type NoticePage = { notices: NoticeView[]; next: string | null; unread: number };

export const MAX_WEBHOOKS = 10;

const webhookUrl = z
  .string({ error: "Enter the address that messages are sent to." })
  .trim()
  .max(2000, "An address has at most 2,000 characters.")
  .refine(isWebAddress, "Enter an address such as https://hooks.example.com/gatehouse.")
  .refine(
    (url) => !isWebAddress(url) || !holdsPassword(url),
    "Leave the name and password out of the address.",
  )
  .transform((url) => new URL(url).href.replace(/#.*$/, ""));

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

function holdsPassword(url: string): boolean {
  const { username, password } = new URL(url);
  return username !== "" || password !== "";
}

export const createWebhookInput = z.object({ url: webhookUrl });
export type CreateWebhookInput = z.input<typeof createWebhookInput>;

/** Fields left out stay as they are. */
export const updateWebhookInput = z.object({
  id: z.string(),
  url: webhookUrl.optional(),
  enabled: z.boolean().optional(),
});
export type UpdateWebhookInput = z.input<typeof updateWebhookInput>;

export const idInput = z.object({ id: z.string() });
export type IdInput = z.input<typeof idInput>;

/** An address that notices are sent to. Times are ISO 8601 in UTC. */
export type WebhookView = {
  id: string;
  url: string;
  enabled: boolean;
  createdAt: string;
  createdByName: string;
  updatedAt: string;
  /** Until then messages are signed with the secret before as well; null when there is none. */
  formerSecretUntil: string | null;
  /** What came of the latest message to it; null when there was none. */
  last: { status: DeliveryStatus; result: string | null; createdAt: string } | null;
};

/** A webhook with its signing secret, `whsec_` and base64, which is shown once. */
export type CreatedWebhook = WebhookView & { secret: string };

/** What came of one try to send: the answer, or why there was none, in words. */
export type WebhookTest = { ok: boolean; result: string; tookMs: number };

export const CHANNELS = ["webhook", "email"] as const;
export type Channel = (typeof CHANNELS)[number];

export const DELIVERY_STATUSES = ["pending", "delivered", "failed"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

export const listDeliveriesInput = z.object({
  status: z.enum(DELIVERY_STATUSES).optional(),
  webhookId: z.string().max(64).optional(),
  /** The `next` of the page before. */
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type ListDeliveriesInput = z.input<typeof listDeliveriesInput>;

/** One notice on its way to one webhook or e-mail address. Times are ISO 8601 in UTC. */
export type DeliveryView = {
  id: string;
  channel: Channel;
  /** The address. */
  target: string;
  webhookId: string | null;
  notice: { id: string; kind: NoticeKind; title: string };
  status: DeliveryStatus;
  attempts: number;
  nextAttemptAt: string | null;
  /** What came of the last attempt, in words. */
  result: string | null;
  createdAt: string;
  deliveredAt: string | null;
};

export type DeliveryPage = { deliveries: DeliveryView[]; next: string | null };
