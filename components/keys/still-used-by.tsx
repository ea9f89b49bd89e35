"use client";

import { RelativeTime } from "@/components/ui/relative-time";
import type { KeyView } from "@/lib/keys/schema";
import { useLastDay } from "./use-last-day";

/** What would notice that a key is gone. */
export function StillUsedBy({ apiKey }: { apiKey: KeyView }) {
  const requests = useLastDay(apiKey.id);
  if (apiKey.lastUsedAt === null && !requests) {
    return (
      <p className="rounded-md border bg-sunken px-3 py-2 text-sm text-muted">
        This key was never used: nothing should notice.
      </p>
    );
  }
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 rounded-md border bg-sunken px-3 py-2 text-sm">
      <dt className="text-muted">Calls</dt>
      <dd aria-live="polite">{requests === undefined ? "…" : lastDayText(requests)}</dd>
      {apiKey.lastUsedAt !== null && (
        <>
          <dt className="text-muted">Last used</dt>
          <dd>
            <RelativeTime value={apiKey.lastUsedAt} />
          </dd>
          <dt className="text-muted">From</dt>
          <dd className="font-mono text-xs leading-5">{apiKey.lastUsedAddress ?? "an unknown address"}</dd>
          <dt className="text-muted">By</dt>
          <dd className="break-words">{apiKey.lastUsedUserAgent ?? "an unnamed client"}</dd>
        </>
      )}
    </dl>
  );
}

/** Null where the count could not be had. */
function lastDayText(requests: number | null): string {
  if (requests === null) return "could not be counted just now";
  const count = requests === 0 ? "No" : requests.toLocaleString("en");
  return `${count} ${requests === 1 ? "request" : "requests"} in the past 24 h`;
}
