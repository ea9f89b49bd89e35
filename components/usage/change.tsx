import { ArrowDown, ArrowUp } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { changeOf } from "./figures";

type Props = {
  now: number | null;
  before: number | null;
  /** More of it is worse, as of errors and waiting. */
  moreIsWorse?: boolean;
};

const MOST = 10;
const LEAST = 0.005;

/** How a figure compares with as long before: nothing where there is nothing to compare. */
export function Change({ now, before, moreIsWorse = false }: Props) {
  const change = now === null || before === null ? null : changeOf(now, before);
  if (change === null) return null;
  const more = change > 0;
  const Icon = more ? ArrowUp : ArrowDown;
  const same = Math.abs(change) < LEAST;
  const percent = change >= MOST ? `over ${MOST * 100}%` : `${Math.round(Math.abs(change) * 100)}%`;
  const tone = !moreIsWorse || same ? "text-muted" : more ? "text-warning-ink" : "text-success-ink";
  return (
    <span className={cn("inline-flex items-center gap-0.5 whitespace-nowrap text-xs", tone)}>
      {!same && <Icon className="size-3" aria-hidden="true" />}
      {same ? "as before" : percent}
      {!same && <span className="sr-only"> {more ? "more" : "less"} than before</span>}
    </span>
  );
}
