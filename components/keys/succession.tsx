"use client";

import Link from "next/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { KeyLink, KeyView } from "@/lib/keys/schema";
import { keyPath } from "./key-path";
import { useKeysScope } from "./keys-context";

/** Which key succeeds this one and until when both work, or which one it succeeds. Nothing for most. */
export function Succession({ apiKey }: { apiKey: KeyView }) {
  const { replacedBy, replaces, overlapEndsAt, status } = apiKey;
  if (replacedBy) {
    return (
      <div className="truncate text-muted text-xs">
        Replaced by <KeyName link={replacedBy} />
        {status !== "revoked" && (
          <>
            {" · "}
            {overlapEndsAt ? <Ends at={overlapEndsAt} over={status === "expired"} /> : "works until deleted"}
          </>
        )}
      </div>
    );
  }
  if (!replaces) return null;
  return (
    <div className="truncate text-muted text-xs">
      Replaces <KeyName link={replaces} />
    </div>
  );
}

const Ends = ({ at, over }: { at: string; over: boolean }) => (
  <>
    {over ? "ended " : "ends "}
    <RelativeTime value={at} />
  </>
);

function KeyName({ link }: { link: KeyLink }) {
  const { projectId } = useKeysScope();
  return (
    <Link
      href={keyPath(projectId, link.id)}
      prefetch={false}
      className="rounded-sm text-ink underline underline-offset-2"
    >
      {link.note}
    </Link>
  );
}
