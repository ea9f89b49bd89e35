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
