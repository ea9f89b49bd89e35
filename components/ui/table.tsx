"use client";

import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export type TableProps = ComponentProps<"table"> & { wrapperClassName?: string };

/** A dense table in a hairline frame that scrolls sideways when it must. Name it with `aria-label`. */
export function Table({ className, wrapperClassName, ...props }: TableProps) {
  return (
    <div className={cn("overflow-x-auto rounded-lg border border-line bg-surface", wrapperClassName)}>
      <table className={cn("w-full border-collapse text-left text-sm", className)} {...props} />
    </div>
  );
}

export function TableHeader({ className, ...props }: ComponentProps<"thead">) {
  return <thead className={cn("border-line border-b bg-sunken", className)} {...props} />;
}

export function TableBody({ className, ...props }: ComponentProps<"tbody">) {
  return <tbody className={cn("divide-y divide-line", className)} {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return (
    <tr className={cn("transition-colors duration-75 [tbody_&]:hover:bg-sunken/70", className)} {...props} />
  );
}

export function TableHead({ className, scope = "col", ...props }: ComponentProps<"th">) {
  return (
    <th
      scope={scope}
      className={cn(
        "h-8 whitespace-nowrap px-3 text-left font-medium text-muted text-xs first:pl-4 last:pr-4",
        className,
      )}
      {...props}
    />
  );
}

export function TableCell({ className, ...props }: ComponentProps<"td">) {
  return <td className={cn("h-11 px-3 py-1.5 first:pl-4 last:pr-4", className)} {...props} />;
}

export type SortableHeadProps = {
  children: ReactNode;
  /** How the table is sorted by this column now; null when it is by another. */
  direction: "asc" | "desc" | null;
  onSort: () => void;
  className?: string;
};

const ARIA_SORT = { asc: "ascending", desc: "descending" } as const;
const ICONS = { asc: ArrowUp, desc: ArrowDown };

/** A column's head with a button that sorts by it. */
export function SortableHead({ children, direction, onSort, className }: SortableHeadProps) {
  const Icon = direction ? ICONS[direction] : ChevronsUpDown;
  return (
    <TableHead aria-sort={direction ? ARIA_SORT[direction] : "none"} className={className}>
      <button
        type="button"
        onClick={onSort}
        className={cn(
          "group -mx-1.5 inline-flex h-6 items-center gap-1 rounded-sm px-1.5 font-medium hover:text-ink",
          direction && "text-ink",
        )}
      >
        {children}
        <Icon
          aria-hidden="true"
          className={cn(
            "size-3 shrink-0",
            !direction &&
              "opacity-0 transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100",
          )}
        />
      </button>
    </TableHead>
  );
}
