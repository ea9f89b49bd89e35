import { CalendarClock, type LucideIcon, ScanSearch, Wallet } from "lucide-react";
import Link from "next/link";
import { apiAccessPages } from "@/components/shell/navigation";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import type { NoticeKind, NoticeView } from "@/lib/notices/schema";

const ICONS: Record<NoticeKind, LucideIcon> = {
  key_expiring: CalendarClock,
  budget_nearly_spent: Wallet,
  budget_spent: Wallet,
  finding: ScanSearch,
};

const TONES: Record<NoticeKind, string> = {
  key_expiring: "text-warning-ink",
  budget_nearly_spent: "text-warning-ink",
  budget_spent: "text-danger-ink",
  finding: "text-info-ink",
};

type Props = { notice: NoticeView; onOpen: () => void };

/** One notice; opening it leads to its key, and counts as having read it. */
export function NoticeItem({ notice, onOpen }: Props) {
  const { kind, title, body, projectId, keyId, createdAt, read } = notice;
  const Icon = ICONS[kind];
  const keys = apiAccessPages(projectId)[0]!.href;
  return (
    <li>
      <Link
        href={keyId === null ? keys : `${keys}/${keyId}`}
        onClick={() => read || onOpen()}
        className="flex gap-3 px-4 py-3 transition-colors hover:bg-sunken focus-visible:outline-offset-[-2px]"
      >
        <Icon className={cn("mt-0.5 size-4 shrink-0", TONES[kind])} aria-hidden="true" />
        <span className="min-w-0 flex-1">
          <span className={cn("wrap-anywhere block text-sm", !read && "font-medium")}>
            {title}
            {!read && <span className="sr-only"> (unread)</span>}
          </span>
          <span className="wrap-anywhere mt-0.5 block text-pretty text-muted text-sm">{body}</span>
        </span>
        <span className="flex shrink-0 items-start gap-2 pt-0.5 text-faint text-xs">
          <RelativeTime value={createdAt} />
          <span
            aria-hidden="true"
            className={cn("mt-1 size-2 rounded-full", read ? "bg-transparent" : "bg-accent")}
          />
        </span>
      </Link>
    </li>
  );
}
