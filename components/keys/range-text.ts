import type { KeyPage } from "@/lib/keys/schema";

/** The schema's TOTAL_CAP, without the validator that comes with it. */
export const COUNTED_TO = 10_000;

/** `1–50 of 1,234`. Totals are counted up to a cap, and say so. */
export function rangeText(
  { keys, total }: Pick<KeyPage, "keys" | "total">,
  index: number,
  limit: number,
): string {
  const number = (value: number) => value.toLocaleString("en");
  const first = index * limit + 1;
  const last = index * limit + keys.length;
  if (total >= COUNTED_TO) return `${number(first)}–${number(last)} of ${number(COUNTED_TO)}+`;
  return `${number(first)}–${number(last)} of ${number(Math.max(total, last))}`;
}
