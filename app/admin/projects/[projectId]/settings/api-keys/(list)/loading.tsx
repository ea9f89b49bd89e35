import { TableSkeleton } from "@/components/forms/table-skeleton";

export default function Loading() {
  return <TableSkeleton title="API keys" />;
}
