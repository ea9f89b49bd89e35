import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div role="status" aria-label="Loading">
      <Skeleton className="h-7 w-48" />
      <Skeleton className="mt-2 h-4 w-28" />
      <Skeleton className="mt-7 h-24 w-full" />
      <Skeleton className="mt-10 h-5 w-32" />
      <Skeleton className="mt-4 h-72 w-full max-w-3xl" />
    </div>
  );
}
