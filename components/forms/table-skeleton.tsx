import { PageHeader } from "@/components/shell/page-header";
import { Skeleton } from "@/components/ui/skeleton";

/** A page with a table, before its rows are there: the same height, so that nothing jumps. */
export function TableSkeleton({ title, rows = 8 }: { title: string; rows?: number }) {
  return (
    <div aria-busy="true">
      <PageHeader title={title} description={<Skeleton className="h-4 w-72 max-w-full" />} />
      <p role="status" className="sr-only">
        Loading {title} …
      </p>
      <Skeleton className="mb-3 h-8 w-80 max-w-full" />
      <div className="overflow-hidden rounded-lg border border-line">
        <div className="h-8 border-line border-b bg-sunken" />
        {Array.from({ length: rows }, (_, row) => `row-${row}`).map((row) => (
          <div key={row} className="flex h-13 items-center gap-6 border-line border-b px-4 last:border-b-0">
            <Skeleton className="h-4 w-48 max-w-1/3" />
            <Skeleton className="h-4 w-16" />
            <Skeleton className="ml-auto h-4 w-24" />
          </div>
        ))}
      </div>
    </div>
  );
}
