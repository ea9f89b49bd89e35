import type { AuditEventView } from "@/lib/audit/schema";
import { fieldInWords, shown } from "./wording";

export type Change = { field: string; before: string | null; after: string | null };

/** What an event changed, field by field; what stayed the same is left out. */
export function changesOf({ before, after }: Pick<AuditEventView, "before" | "after">): Change[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names
    .map((name) => ({
      field: fieldInWords(name),
      before: before && name in before ? shown(before[name]) : null,
      after: after && name in after ? shown(after[name]) : null,
    }))
    .filter((change) => change.before !== change.after);
}
