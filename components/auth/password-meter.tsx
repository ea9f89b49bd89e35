import { cn } from "@/components/ui/cn";
import { passwordStrength } from "./password-strength";

const COLORS = ["bg-line-strong", "bg-warning-ink", "bg-accent-ink", "bg-accent-ink"];

/** Three bars and a word below a new password. */
export function PasswordMeter({ password }: { password: string }) {
  const { score, label } = passwordStrength(password);
  const words = password ? label : "At least 10 characters.";
  return (
    <span className="flex items-center gap-2.5">
      <span className="flex w-24 gap-1" aria-hidden="true">
        {[1, 2, 3].map((bar) => (
          <span
            key={bar}
            className={cn("h-1 flex-1 rounded-full", bar <= score ? COLORS[score] : "bg-line")}
          />
        ))}
      </span>
      <span>{words}</span>
    </span>
  );
}
