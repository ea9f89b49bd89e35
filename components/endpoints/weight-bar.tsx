import { cn } from "@/components/ui/cn";

const SHADES = ["opacity-100", "opacity-65", "opacity-40", "opacity-25"];

/** The shade of a target's part of the bar, and of the mark beside its name. */
export const shadeOf = (index: number) => SHADES[index % SHADES.length];

type Part = { weight: number; broken?: boolean };

/** How targets share the calls, as one slim bar. The numbers stand beside it: screen readers skip the bar. */
export function WeightBar({ parts, className }: { parts: Part[]; className?: string }) {
  // Parts have no identity but their place.
  const numbered = parts.map((part, place) => ({ ...part, place, key: `part-${place}` }));
  return (
    <div
      className={cn("flex h-1.5 gap-0.5 overflow-hidden rounded-full bg-hover", className)}
      aria-hidden="true"
    >
      {numbered.map(({ key, weight, broken, place }) => (
        <div
          key={key}
          className={cn("basis-0", broken ? "bg-danger-ink" : "bg-accent-ink", shadeOf(place))}
          style={{ flexGrow: weight || 0 }}
        />
      ))}
    </div>
  );
}
