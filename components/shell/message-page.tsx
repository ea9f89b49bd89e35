import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { LogoMark } from "./logo";

export type MessagePageProps = {
  /** A short code or word above the title, such as "404". */
  code?: string;
  title: string;
  text: ReactNode;
  actions?: ReactNode;
  /** Fills the window, for pages without the shell around them. */
  alone?: boolean;
};

/** A page that only says something: not found, an error, nothing to show. */
export function MessagePage({ code, title, text, actions, alone = false }: MessagePageProps) {
  return (
    <div
      className={cn(
        "flex flex-col items-center justify-center px-6 text-center",
        alone ? "min-h-dvh" : "min-h-[60vh]",
      )}
    >
      <LogoMark className="mb-6 size-8" />
      {code && <p className="mb-2 font-mono text-muted text-xs">{code}</p>}
      <h1 className="break-words font-semibold text-xl tracking-tight">{title}</h1>
      <div className="mt-2 max-w-md text-pretty text-base text-muted">{text}</div>
      {actions && <div className="mt-6 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
