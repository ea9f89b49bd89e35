"use client";

import { useState } from "react";
import { useKeysScope } from "@/components/keys/keys-context";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { KeyView } from "@/lib/keys/schema";
import type { CallerView } from "@/lib/usage/schema";

const DAY_MS = 86_400_000;

type Props = {
  apiKey: KeyView;
  callers: CallerView[];
  /** When the successor was made. */
  rotatedAt: string;
  onDelete: () => void;
};

/** Of a rotated key: who has not moved to its successor yet, and when it can go. */
export function StillUsing({ apiKey, callers, rotatedAt, onDelete }: Props) {
  const { canWrite } = useKeysScope();
  const [nowMs] = useState(Date.now);
  const since = callers.filter((caller) => caller.lastSeenAt > rotatedAt);
  const latest = since.reduce((last, { lastSeenAt }) => (lastSeenAt > last ? lastSeenAt : last), rotatedAt);
  const quiet = nowMs - Date.parse(latest) >= DAY_MS;
  const deletable = canWrite && apiKey.status !== "revoked";
  return (
    <section aria-labelledby="still-using" className="rounded-lg border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="still-using" className="font-semibold text-sm">
          Still using this key
        </h2>
        {quiet && deletable && (
          <Button size="sm" onClick={onDelete}>
            Delete key
          </Button>
        )}
      </div>
      <p className="mt-1 text-muted text-sm">
        {quiet ? "No caller for 24 hours: it is safe to delete." : summary(since.length)}
      </p>
      {since.length > 0 && (
        <ul aria-label="Callers that still use this key" className="mt-2 divide-y divide-line text-sm">
          {since.map((caller) => (
            <li
              key={`${caller.address} ${caller.userAgent}`}
              className="flex flex-wrap items-center gap-x-3 py-1.5"
            >
              <span className="font-mono text-xs">{caller.address ?? "Unknown"}</span>
              <span className="min-w-0 flex-1 truncate text-muted" title={caller.userAgent ?? undefined}>
                {caller.userAgent ?? "Unnamed"}
              </span>
              <RelativeTime value={caller.lastSeenAt} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const summary = (callers: number): string => {
  if (callers === 0) return "Nobody has called with it since it was rotated.";
  return `${callers === 1 ? "One caller has" : `${callers} callers have`} not moved to its successor yet.`;
};
