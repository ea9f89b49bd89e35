import { type ReactNode, useId } from "react";

export type TileProps = {
  name: string;
  /** The figure, large. */
  children: ReactNode;
  /** Every digit of it, on hover. */
  exact?: string;
  /** What it is compared with, as `<Change>`. */
  change?: ReactNode;
  /** A line below. */
  detail?: ReactNode;
};

/** One figure of a range, with its name. */
export function Tile({ name, children, exact, change, detail }: TileProps) {
  const id = useId();
  return (
    <fieldset aria-labelledby={id} className="min-w-0 bg-surface px-4 py-3.5">
      <h3 id={id} className="truncate text-muted text-xs">
        {name}
      </h3>
      <p className="mt-1 flex flex-wrap items-baseline gap-x-2">
        <span className="font-semibold text-ink text-xl tracking-tight" title={exact}>
          {children}
        </span>
        {change}
      </p>
      <p className="mt-0.5 min-h-4.5 truncate text-muted text-xs">{detail}</p>
    </fieldset>
  );
}

/** Tiles side by side, parted by hairlines. */
export function Tiles({ children }: { children: ReactNode }) {
  return (
    <div className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3">
      {children}
    </div>
  );
}
