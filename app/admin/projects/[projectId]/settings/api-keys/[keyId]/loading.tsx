import { Skeleton } from "@/components/ui/skeleton";
import { UsageSkeleton } from "@/components/usage/usage-skeleton";

export default function Loading() {
  return (
    <div aria-busy="true">
      <p role="status" className="sr-only">
        Loading the API key …
      </p>
      <Skeleton className="mb-3 h-3.5 w-16" />
      <Skeleton className="h-7 w-56" />
      <Skeleton className="mt-2.5 h-4 w-96 max-w-full" />
      <Skeleton className="mt-9 mb-3 h-5 w-16" />
      <Skeleton className="h-30 w-full rounded-lg max-sm:h-88" />
      <UsageSkeleton />
    </div>
  );
}
