import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export type AuthCardProps = { title: string; text?: ReactNode; wide?: boolean; children: ReactNode };

/** The one card of a page before sign-in. */
export function AuthCard({ title, text, wide = false, children }: AuthCardProps) {
  return (
    <div
      className={cn(
        "w-full rounded-xl border border-line bg-surface p-6 shadow-float sm:p-8",
        wide ? "max-w-lg" : "max-w-sm",
      )}
    >
      <h1 className="break-words font-semibold text-xl tracking-tight">{title}</h1>
      {text && <div className="mt-1 text-pretty text-muted text-sm">{text}</div>}
      <div className="mt-6">{children}</div>
    </div>
  );
}
