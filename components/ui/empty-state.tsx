import type { ReactNode } from "react";
import { cn } from "./cn";

export type EmptyStateProps = {
  icon?: ReactNode;
  title: string;
  text?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** Says why there is nothing here and what to do about it. */
export function EmptyState({ icon, title, text, action, className }: EmptyStateProps) {
  return (
    <div
      className={cn(
        "flex flex-col items-center rounded-lg border border-line border-dashed px-6 py-14 text-center",
        className,
      )}
    >
      {icon && (
        <div
          className="mb-4 flex size-10 items-center justify-center rounded-lg border border-line bg-sunken text-muted [&_svg]:size-5"
          aria-hidden="true"
        >
          {icon}
        </div>
      )}
      <h2 className="font-medium text-base text-ink">{title}</h2>
      {text && <div className="mt-1 max-w-md text-pretty text-muted text-sm">{text}</div>}
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
