const GROUPED = /^\d{1,3}(?:[,_\s]\d{3})+$/;

/** "1000000", "1,000,000" or "1 000 000" without its separators. Null where they do not part thousands. */
const ungrouped = (text: string): string | null => {
  if (/^\d+$/.test(text)) return text;
  return GROUPED.test(text) ? text.replace(/\D/g, "") : null;
};

/** A count as a person types it; NaN for what is none, so that the form says so. */
export function readCount(text: string): number {
  const digits = ungrouped(text.trim());
  return digits === null ? Number.NaN : Number(digits);
}

/** Dollars as a person types them, as a plain decimal text: "$1,250.50" is "1250.50". The text itself for what is none. */
export function readUsd(text: string): string {
  const [, whole = "", fraction = ""] = /^\$?\s*(.*?)(\.\d+)?$/.exec(text.trim()) ?? [];
  const digits = ungrouped(whole);
  return digits === null ? text.trim() : digits + fraction;
}

/** How a count stands in its field: with separators, empty for what is none. */
export const countText = (count: number | null | undefined): string =>
  typeof count === "number" && !Number.isNaN(count) ? count.toLocaleString("en") : "";

/** The same for what a limit's field may hold. */
export const showCount = (value: string | number | null): string =>
  countText(typeof value === "number" ? value : null);
