import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { DeliveryStatus } from "@/lib/notices/schema";

export const STATUS_LABELS: Record<DeliveryStatus, string> = {
  pending: "Waiting",
  delivered: "Delivered",
  failed: "Failed",
};

const TONES: Record<DeliveryStatus, BadgeTone> = {
  pending: "neutral",
  delivered: "success",
  failed: "danger",
};

/** What became of a delivery. */
export const StatusBadge = ({ status }: { status: DeliveryStatus }) => (
  <Badge tone={TONES[status]} dot>
    {STATUS_LABELS[status]}
  </Badge>
);
