import { type AuditFilters, exportAuditInput } from "@/lib/audit/schema";

const NAMES = Object.keys(exportAuditInput.shape) as (keyof AuditFilters)[];

/** The filters of an address; one that is none is left out. */
export function filtersFromQuery(query: Record<string, string | undefined>): AuditFilters {
  const filters: Record<string, string> = {};
  for (const name of NAMES) {
    const value = query[name];
    if (
      typeof value === "string" &&
      value.trim() !== "" &&
      exportAuditInput.shape[name].safeParse(value).success
    ) {
      filters[name] = value.trim();
    }
  }
  return filters as AuditFilters;
}

/** The address of a page with these filters. */
export function pageAddress(path: string, filters: AuditFilters, before?: string): string {
  const query = new URLSearchParams(filters as Record<string, string>);
  if (before) query.set("before", before);
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
