import { Skeleton } from "@/components/ui/skeleton";
import { UsageSkeleton } from "@/components/usage/usage-skeleton";

export default function Loading() {
  return (
    <div aria-busy="true">
      <p role="status" className="sr-only">
        Loading the project …
      </p>
      <Skeleton className="h-7 w-48" />
      <Skeleton className="mt-1.5 h-4 w-28" />
      <Skeleton className="mt-6 h-22 w-full rounded-lg max-sm:h-66" />
      <UsageSkeleton />
    </div>
  );
}
