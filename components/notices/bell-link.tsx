"use client";

import { Bell } from "lucide-react";
import Link from "next/link";
import { noticesPath } from "@/components/shell/navigation";
import { useUnread } from "./use-unread";

/** From this number on there are "at least so many". */
const MANY = 100;

type Props = { organizationId: string; onNavigate?: () => void };

/** Leads to the notices, and says how many are unread. */
export function BellLink({ organizationId, onNavigate }: Props) {
  const unread = useUnread(organizationId);
  const count = unread >= MANY ? "99+" : String(unread);
  return (
    <Link
      href={noticesPath(organizationId)}
      onClick={onNavigate}
      aria-label={unread > 0 ? `Notices, ${count} unread` : "Notices"}
      className="relative flex size-8 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink pointer-coarse:size-10"
    >
      <Bell className="size-4" aria-hidden="true" />
      {unread > 0 && (
        <span
          aria-hidden="true"
          className="absolute top-0 right-0 min-w-4 rounded-full bg-accent px-1 text-center font-medium text-[0.625rem] text-on-accent leading-4"
        >
          {count}
        </span>
      )}
    </Link>
  );
}
