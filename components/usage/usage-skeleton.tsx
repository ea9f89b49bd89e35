import { Skeleton } from "@/components/ui/skeleton";

/** The figures of a range before they are there: as high as they will be, so that nothing jumps. */
export function UsageSkeleton() {
  return (
    <div className="mt-8">
      <div className="mb-3 flex items-center justify-between gap-4">
        <Skeleton className="h-5 w-16" />
        <Skeleton className="h-8 w-96 max-w-2/3" />
      </div>
      <Skeleton className="h-50 w-full rounded-lg max-sm:h-74" />
      <Skeleton className="mt-4 h-84 w-full rounded-lg" />
      <div className="mt-8 grid gap-4 xl:grid-cols-2">
        <Skeleton className="h-64 rounded-lg" />
        <Skeleton className="h-64 rounded-lg" />
      </div>
    </div>
  );
}
