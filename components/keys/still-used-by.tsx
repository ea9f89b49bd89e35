import { RelativeTime } from "@/components/ui/relative-time";
import type { KeyView } from "@/lib/keys/schema";

/** What would notice that a key is gone. */
export function StillUsedBy({ apiKey }: { apiKey: KeyView }) {
  if (apiKey.lastUsedAt === null) {
    return (
      <p className="rounded-md border bg-sunken px-3 py-2 text-sm text-muted">
        This key was never used: nothing should notice.
      </p>
    );
  }
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 rounded-md border bg-sunken px-3 py-2 text-sm">
      <dt className="text-muted">Last used</dt>
      <dd>
        <RelativeTime value={apiKey.lastUsedAt} />
      </dd>
      <dt className="text-muted">From</dt>
      <dd className="font-mono text-xs leading-5">{apiKey.lastUsedAddress ?? "an unknown address"}</dd>
      <dt className="text-muted">By</dt>
      <dd className="break-words">{apiKey.lastUsedUserAgent ?? "an unnamed client"}</dd>
    </dl>
  );
}
