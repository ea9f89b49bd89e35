import { Badge } from "@/components/ui/badge";
import type { KeyView } from "@/lib/keys/schema";

/** What sets a key apart from the usual ones. */
export function KeyBadges({ apiKey }: { apiKey: KeyView }) {
  return (
    <>
      {apiKey.legacy && (
        <Badge
          tone="neutral"
          title="Imported from another system: it has no limits. Replace it with a standard key."
        >
          Legacy
        </Badge>
      )}
      {apiKey.gatewayOnly && (
        <Badge tone="neutral" title="May call models, and not manage through the REST API.">
          Gateway only
        </Badge>
      )}
    </>
  );
}
