import { RelativeTime } from "@/components/ui/relative-time";
import { Tooltip } from "@/components/ui/tooltip";
import type { KeyView } from "@/lib/keys/schema";

/** When a key was last used, from which address; by which client on hover. */
export function LastUsed({ apiKey }: { apiKey: KeyView }) {
  const { lastUsedAt, lastUsedAddress: address, lastUsedUserAgent: userAgent } = apiKey;
  if (lastUsedAt === null) return <span className="text-faint">Never</span>;
  return (
    <div className="whitespace-nowrap">
      <RelativeTime value={lastUsedAt} />
      {address && (
        <Tooltip content={userAgent ? `${address} with ${userAgent}` : address}>
          <div className="w-fit max-w-40 truncate text-muted text-xs">
            {address}
            {userAgent && <span className="sr-only"> with {userAgent}</span>}
          </div>
        </Tooltip>
      )}
    </div>
  );
}
