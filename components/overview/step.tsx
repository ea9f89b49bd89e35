import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export type StepProps = { number: number; title: string; done?: boolean; children: ReactNode };

/** One step of a numbered way, with a line down to the next. */
export function Step({ number, title, done = false, children }: StepProps) {
  return (
    <li className="group grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-4">
      <div className="flex flex-col items-center gap-1.5" aria-hidden="true">
        <span
          className={cn(
            "flex size-6 items-center justify-center rounded-full border font-medium text-2xs",
            done ? "border-transparent bg-accent-soft text-accent-ink" : "border-line-strong text-muted",
          )}
        >
          {done ? <Check className="size-3.5" /> : number}
        </span>
        <span className="w-px flex-1 bg-line group-last:hidden" />
      </div>
      <div className="flex flex-col items-start gap-3 pb-8 text-muted">
        <h3 className="mt-0.5 font-medium text-ink text-sm">
          {title}
          {done && <span className="sr-only"> (done)</span>}
        </h3>
        {children}
      </div>
    </li>
  );
}
