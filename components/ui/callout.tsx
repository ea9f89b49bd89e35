import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

const LOOKS = {
  info: { icon: Info, classes: "border-info-ink/25 bg-info-soft", ink: "text-info-ink" },
  success: { icon: CircleCheck, classes: "border-success-ink/25 bg-success-soft", ink: "text-success-ink" },
  warning: { icon: TriangleAlert, classes: "border-warning-ink/25 bg-warning-soft", ink: "text-warning-ink" },
  danger: { icon: CircleAlert, classes: "border-danger-ink/25 bg-danger-soft", ink: "text-danger-ink" },
};

export type CalloutProps = {
  tone?: keyof typeof LOOKS;
  title?: string;
  /** Read out as soon as it appears: for the error of a whole form. */
  alert?: boolean;
  children?: ReactNode;
  className?: string;
};

/** A framed remark: a form's error, a warning before something permanent. */
export function Callout({ tone = "info", title, alert = false, children, className }: CalloutProps) {
  const { icon: Icon, classes, ink } = LOOKS[tone];
  return (
    <div
      role={alert ? "alert" : undefined}
      className={cn("flex gap-2.5 rounded-md border px-3 py-2.5 text-ink text-sm", classes, className)}
    >
      <Icon className={cn("mt-0.5 size-4 shrink-0", ink)} aria-hidden="true" />
      <div className="min-w-0 flex-1">
        {title && <p className="font-medium">{title}</p>}
        {children}
      </div>
    </div>
  );
}
