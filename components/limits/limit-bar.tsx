import { cn } from "@/components/ui/cn";
import { type Meter, type MeterLevel, percentOf } from "./meters";

const FILLS: Record<MeterLevel, string> = { calm: "bg-accent", near: "bg-warning", reached: "bg-danger" };
const MEANINGS: Record<MeterLevel, string> = { calm: "", near: ", nearly used up", reached: ", used up" };

type Props = { meter: Pick<Meter, "label" | "share" | "level" | "exact">; className?: string };

/** How much of a budget is used, as a bar; in words for screen readers. */
export function LimitBar({ meter, className }: Props) {
  const { label, share, level, exact } = meter;
  const percent = Math.min(share, 1) * 100;
  return (
    <div className={cn("relative h-1.5 w-full overflow-hidden rounded-full bg-line", className)}>
      <meter
        className="sr-only"
        min={0}
        max={100}
        value={Math.floor(percent)}
        aria-label={`${label} limit`}
        aria-valuetext={`${exact}, ${percentOf(share)}${MEANINGS[level]}`}
      />
      <div
        className={cn("h-full rounded-full", FILLS[level])}
        // A sliver stays in sight: something was used.
        style={{ width: share > 0 ? `max(${percent}%, 0.1875rem)` : 0 }}
      />
    </div>
  );
}
