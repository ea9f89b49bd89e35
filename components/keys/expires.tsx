"use client";

import { RelativeTime } from "@/components/ui/relative-time";
import type { KeyView } from "@/lib/keys/schema";
import { expiresSoon } from "./expiry";

/** When a key stops working; in a warning's colour during its last week. */
export function Expires({ apiKey, nowMs }: { apiKey: KeyView; nowMs: number }) {
  const { expiresAt } = apiKey;
  if (expiresAt === null) return <span className="text-faint">Never</span>;
  const soon = expiresSoon(expiresAt, nowMs);
  return (
    <span className={soon ? "text-warning-ink" : undefined}>
      <RelativeTime value={expiresAt} />
      {soon && <span className="sr-only"> (soon)</span>}
    </span>
  );
}
