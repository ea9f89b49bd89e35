import type { KeySort, KeyStatus, ListKeysInput } from "@/lib/keys/schema";

/** What the address of the keys page holds: everything that a link to a list may say, and never a cursor. */
export type KeyFilters = {
  search: string;
  status: KeyStatus | null;
  sort: KeySort;
  direction: "asc" | "desc";
  limit: number;
};

// Written out once more: the schema brings its validator along, a quarter of the page's scripts, and the list needs none.
export const STATUSES = ["active", "disabled", "expired", "revoked"] as const satisfies readonly KeyStatus[];
export const SORTS = ["createdAt", "note", "lastUsedAt", "expiresAt"] as const satisfies readonly KeySort[];
export const PAGE_SIZES = [25, 50, 100] as const;

export const DEFAULT_FILTERS: KeyFilters = {
  search: "",
  status: null,
  sort: "createdAt",
  direction: "desc",
  limit: 50,
};

type Query = { get(name: string): string | null };

const oneOf = <T extends string | number>(values: readonly T[], value: string | null): T | undefined =>
  values.find((candidate) => String(candidate) === value);

/** Reads the filters from an address. What is not understood counts as not said. */
export function parseFilters(query: Query): KeyFilters {
  return {
    search: (query.get("search") ?? "").slice(0, 200),
    status: oneOf(STATUSES, query.get("status")) ?? DEFAULT_FILTERS.status,
    sort: oneOf(SORTS, query.get("sort")) ?? DEFAULT_FILTERS.sort,
    direction: oneOf(["asc", "desc"] as const, query.get("direction")) ?? DEFAULT_FILTERS.direction,
    limit: oneOf(PAGE_SIZES, query.get("limit")) ?? DEFAULT_FILTERS.limit,
  };
}

/** The query string for an address: only what differs from the default. */
export function filtersQuery(filters: KeyFilters): string {
  const query = new URLSearchParams();
  for (const name of ["search", "status", "sort", "direction", "limit"] as const) {
    const value = filters[name];
    if (value !== null && value !== DEFAULT_FILTERS[name]) query.set(name, String(value));
  }
  return query.toString();
}

/** The filters as the list verb takes them. */
export const listInput = (filters: KeyFilters, cursor: string | null): ListKeysInput => ({
  ...filters,
  status: filters.status ?? undefined,
  cursor: cursor ?? undefined,
});

export const isFiltered = (filters: KeyFilters) => filters.search.trim() !== "" || filters.status !== null;

/** The direction in which a column is most often wanted: newest first, A to Z, soonest to expire. */
export const naturalDirection = (sort: KeySort) => (sort === "note" || sort === "expiresAt" ? "asc" : "desc");

/** The filters after a click on a column's header: the other direction, or that column's natural one. */
export function sortedBy(filters: KeyFilters, sort: KeySort): KeyFilters {
  if (filters.sort !== sort) return { ...filters, sort, direction: naturalDirection(sort) };
  return { ...filters, direction: filters.direction === "asc" ? "desc" : "asc" };
}
