"use client";

import { useState, useSyncExternalStore } from "react";
import { clockMs, subscribeToClock } from "./clock";
import { cn } from "./cn";
import { exactLocal, exactUtc, relative } from "./instants";
import { Tooltip } from "./tooltip";

export type RelativeTimeProps = { /** ISO 8601 */ value: string; className?: string };

const never = () => () => {};

/** "3 minutes ago", kept up to date; the exact time in UTC and on the reader's clock on hover. */
export function RelativeTime({ value, className }: RelativeTimeProps) {
  const nowMs = useSyncExternalStore(subscribeToClock, clockMs, clockMs);
  // The server does not know the reader's time zone: the local time joins after hydration.
  const local = useSyncExternalStore(
    never,
    () => exactLocal(value),
    () => null,
  );
  const [open, setOpen] = useState(false);
  const utc = exactUtc(value);
  const exact = local && !local.endsWith("UTC") ? `${local} · ${utc}` : utc;
  const content = (
    <>
      {local && !local.endsWith("UTC") && <span className="block">{local}</span>}
      <span className="block">{utc}</span>
    </>
  );
  return (
    <Tooltip open={open} onOpenChange={setOpen} content={content}>
      <time
        dateTime={value}
        // While our own tooltip is open the browser's would stand on top of it.
        title={open ? undefined : exact}
        className={cn("whitespace-nowrap", className)}
        suppressHydrationWarning
      >
        {relative(value, nowMs)}
      </time>
    </Tooltip>
  );
}
