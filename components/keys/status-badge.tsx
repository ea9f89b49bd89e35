import { Badge } from "@/components/ui/badge";
import type { KeyStatus } from "@/lib/keys/schema";

const STATUSES = {
  active: { tone: "success", label: "Active", meaning: "Calls with this key are let through." },
  disabled: { tone: "neutral", label: "Disabled", meaning: "Switched off; calls get 401 disabled_api_key." },
  expired: { tone: "warning", label: "Expired", meaning: "Past its expiry; calls get 401 expired_api_key." },
  revoked: { tone: "danger", label: "Revoked", meaning: "Deleted for good; calls get 401 revoked_api_key." },
} as const;

export const statusLabel = (status: KeyStatus) => STATUSES[status].label;

/** What a key may do now, and in its title what that means for a caller. */
export function StatusBadge({ status }: { status: KeyStatus }) {
  const { tone, label, meaning } = STATUSES[status];
  return (
    <Badge dot tone={tone} title={meaning}>
      {label}
    </Badge>
  );
}
