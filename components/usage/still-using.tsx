"use client";

import { useState } from "react";
import { useKeysScope } from "@/components/keys/keys-context";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { KeyView } from "@/lib/keys/schema";
import type { CallerView } from "@/lib/usage/schema";
import { oldKeyUsers } from "./old-key-users";

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
  const { users, quiet } = oldKeyUsers(apiKey, callers, rotatedAt, nowMs);
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
        {quiet ? "Nobody has used it for 24 hours: it is safe to delete." : summary(users.length)}
      </p>
      {users.length > 0 && (
        <ul aria-label="Callers that still use this key" className="mt-2 divide-y divide-line text-sm">
          {users.map((user) => (
            <li
              key={`${user.address} ${user.userAgent}`}
              className="flex flex-wrap items-center gap-x-3 py-1.5"
            >
              <span className="font-mono text-xs">{user.address ?? "Unknown"}</span>
              <span className="min-w-0 flex-1 truncate text-muted" title={user.userAgent ?? undefined}>
                {user.userAgent ?? "Unnamed"}
              </span>
              {user.manages && <span className="text-muted text-xs">management API</span>}
              <RelativeTime value={user.lastSeenAt} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const summary = (callers: number): string => {
  if (callers === 0) return "Nobody has used it since it was rotated.";
  return `${callers === 1 ? "One caller has" : `${callers} callers have`} not moved to its successor yet.`;
};
