import { TableSkeleton } from "@/components/forms/table-skeleton";

export default function Loading() {
  return <TableSkeleton title="LLM keys" rows={3} />;
}
