import { cn } from "@/components/ui/cn";

/** The mark: a gate whose passage is a keyhole. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" className={cn("size-5 text-accent-ink", className)} aria-hidden="true">
      <path
        fill="currentColor"
        d="M2.5 20.6V11.5a9.5 9.5 0 0 1 19 0v9.1c0 .8-.6 1.4-1.4 1.4h-5.3l-1.1-7.5a3.6 3.6 0 1 0-3.4 0L9.2 22H3.9c-.8 0-1.4-.6-1.4-1.4Z"
      />
    </svg>
  );
}

/** The mark with the name beside it. */
export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2", className)}>
      <LogoMark />
      <span className="font-semibold text-base tracking-tight">Gatehouse</span>
    </span>
  );
}
