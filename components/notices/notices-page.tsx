"use client";

import { Bell, CheckCheck, Send } from "lucide-react";
import Link from "next/link";
import { callAction } from "@/components/forms/call-action";
import { noticeDeliveryPath } from "@/components/shell/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";
import { PageLinks } from "@/components/ui/page-links";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/http";
import type { MarkNoticesReadInput, NoticePage } from "@/lib/notices/schema";
import { NoticeItem } from "./notice-item";
import { useMarkRead } from "./use-mark-read";

export type MarkNoticesRead = (
  organizationId: string,
  input: MarkNoticesReadInput,
) => Promise<ActionResult<void>>;

type Props = {
  organizationId: string;
  page: NoticePage;
  isFirst: boolean;
  /** Whether to lead to where they are sent. */
  canWrite: boolean;
  markNoticesRead: MarkNoticesRead;
};

/** The notices of an organization, the latest first. */
export function NoticesPage({
  organizationId,
  page: { notices, next, unread },
  isFirst,
  canWrite,
  markNoticesRead,
}: Props) {
  const refresh = useMarkRead(organizationId);
  const mark = async (input: MarkNoticesReadInput) => {
    const result = await callAction(() => markNoticesRead(organizationId, input));
    if (!result.ok) toast.error("They were not marked", { description: result.error.message });
    refresh();
  };
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="Notices"
        description="Keys about to expire, budgets nearly spent, and what is unusual. Each is told once."
        actions={
          <>
            {canWrite && (
              <Link href={noticeDeliveryPath(organizationId)} className={buttonVariants({})}>
                <Send aria-hidden /> Delivery
              </Link>
            )}
            {unread > 0 && (
              <Button onClick={() => void mark({ all: true })}>
                <CheckCheck aria-hidden /> Mark all as read
              </Button>
            )}
          </>
        }
      />
      {notices.length === 0 ? (
        <EmptyState
          icon={<Bell />}
          title="Nothing to tell"
          text="Gatehouse tells here when a key expires within 30, 7 or 1 days, when one has spent 80 or 100 % of a limit, and when one is used in an unusual way."
        />
      ) : (
        <ul
          aria-label="Notices"
          className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface"
        >
          {notices.map((notice) => (
            <NoticeItem key={notice.id} notice={notice} onOpen={() => void mark({ ids: [notice.id] })} />
          ))}
        </ul>
      )}
      <PageLinks newest={isFirst ? null : "?"} older={next && `?before=${encodeURIComponent(next)}`} />
    </div>
  );
}
