import { CircleAlert } from "lucide-react";

/** What is wrong with one row, below it. */
export function RowError({ id, message }: { id: string; message: string | undefined }) {
  if (!message) return null;
  return (
    <p id={id} className="col-span-full flex gap-1.5 text-danger-ink text-xs">
      <CircleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden="true" />
      {message}
    </p>
  );
}
