"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import type { KeyPage } from "@/lib/keys/schema";
import { type KeyFilters, PAGE_SIZES } from "./filters";
import { rangeText } from "./range-text";

type Props = {
  page: KeyPage;
  index: number;
  limit: KeyFilters["limit"];
  onLimit: (limit: number) => void;
  onPrevious: () => void;
  onNext: (cursor: string) => void;
};

/** Where in the list this page lies, and the way to its neighbours. */
export function KeysPagination({ page, index, limit, onLimit, onPrevious, onNext }: Props) {
  const { nextCursor } = page;
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-between gap-3 text-sm">
      <p className="text-muted tabular-nums" aria-live="polite">
        {rangeText(page, index, limit)}
      </p>
      <div className="flex items-center gap-2">
        <Select
          aria-label="Keys per page"
          wrapperClassName="w-auto"
          className="h-7"
          value={String(limit)}
          onChange={(event) => onLimit(Number(event.target.value))}
        >
          {PAGE_SIZES.map((size) => (
            <option key={size} value={size}>
              {size} per page
            </option>
          ))}
        </Select>
        <Button size="sm" disabled={index === 0} onClick={onPrevious}>
          <ChevronLeft aria-hidden /> Previous
        </Button>
        <Button size="sm" disabled={!nextCursor} onClick={() => nextCursor && onNext(nextCursor)}>
          Next <ChevronRight aria-hidden />
        </Button>
      </div>
    </nav>
  );
}
