import { ActivitySquare, CalendarClock, Clock3, MapPin, ShieldX } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import type { FindingKind, FindingView } from "@/lib/usage/schema";
import { DismissButton } from "./dismiss-button";
import { FindingActions, type FindingActionsProps } from "./finding-actions";

const ICONS: Record<FindingKind, typeof MapPin> = {
  new_address: MapPin,
  unusual_rate: ActivitySquare,
  refused_burst: ShieldX,
  unused: Clock3,
  expiring: CalendarClock,
};

/** One finding: what, why, since when, and what can be done about it. */
export function FindingRow({ finding, ...props }: FindingActionsProps) {
  const Icon = ICONS[finding.kind];
  return (
    <li className="flex gap-3 px-4 py-3">
      <Icon
        className={cn("mt-0.5 size-4 shrink-0", finding.urgent ? "text-danger-ink" : "text-warning-ink")}
        aria-hidden="true"
      />
      <div className="flex min-w-0 flex-1 flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 basis-80 grow">
          <h3 className="text-pretty font-medium text-ink text-sm">{finding.title}</h3>
          <p className="mt-0.5 text-pretty text-muted text-sm">
            {finding.why} <Since finding={finding} />
          </p>
        </div>
        <div className="flex shrink-0 items-center gap-1.5">
          <FindingActions finding={finding} {...props} />
        </div>
      </div>
      <div className="w-7 shrink-0 pointer-coarse:w-9">
        {props.canWrite && finding.dismissable && (
          <DismissButton
            projectId={props.projectId}
            finding={finding}
            dismissFinding={props.actions.dismissFinding}
          />
        )}
      </div>
    </li>
  );
}

/** What expires or lies idle says so itself. */
function Since({ finding }: { finding: FindingView }) {
  if (!finding.dismissable) return null;
  return (
    <span className="whitespace-nowrap text-faint text-xs">
      · <RelativeTime value={finding.sinceAt} />
    </span>
  );
}
