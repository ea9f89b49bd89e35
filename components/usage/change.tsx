import { ArrowDown, ArrowUp } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { changeOf, shortCount } from "./figures";

type Props = {
  now: number | null;
  before: number | null;
  /** More of it is worse, as of errors and waiting. */
  moreIsWorse?: boolean;
};

/** Beyond, a percentage says nothing. */
const MOST = 10;
const LEAST = 0.005;

/** How a figure compares with as long before: nothing where there is nothing to compare. */
export function Change({ now, before, moreIsWorse = false }: Props) {
  const change = now === null || before === null ? null : changeOf(now, before);
  if (change === null) return null;
  const more = change > 0;
  const Icon = more ? ArrowUp : ArrowDown;
  const same = Math.abs(change) < LEAST;
  const size =
    change < MOST ? `${Math.round(Math.abs(change) * 100)}%` : `${shortCount(Math.round(change))}×`;
  const tone = !moreIsWorse || same ? "text-muted" : more ? "text-warning-ink" : "text-success-ink";
  return (
    <span className={cn("inline-flex items-center gap-0.5 whitespace-nowrap text-xs", tone)}>
      {!same && <Icon className="size-3" aria-hidden="true" />}
      {same ? "as before" : size}
      {!same && <span className="sr-only"> {more ? "more" : "less"} than before</span>}
    </span>
  );
}
