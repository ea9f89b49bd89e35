import { TOTAL_WEIGHT } from "@/lib/endpoints/schema";

/** Whole shares as equal as they can be, the larger ones first: 34, 33, 33. */
export const splitEvenly = (count: number): number[] =>
  Array.from(
    { length: count },
    (_, i) => Math.floor(TOTAL_WEIGHT / count) + (i < TOTAL_WEIGHT % count ? 1 : 0),
  );

const isEven = (weights: number[]) => weights.every((weight, i) => weight === splitEvenly(weights.length)[i]);

/** Every weight once a target is added: an even split stays one; else the new target gets what is missing. */
export function afterAdding(weights: number[]): number[] {
  if (isEven(weights)) return splitEvenly(weights.length + 1);
  return [...weights, Math.max(0, TOTAL_WEIGHT - sum(weights))];
}

/** Every weight once a target is removed: an even split stays one, and the last target takes every call. */
export function afterRemoving(weights: number[], index: number): number[] {
  const rest = weights.toSpliced(index, 1);
  return isEven(weights) || rest.length === 1 ? splitEvenly(rest.length) : rest;
}

/** What the total says: that it is right, or what is to be done about it. */
export function totalText(total: number): string {
  const missing = TOTAL_WEIGHT - total;
  if (missing === 0) return `Total ${TOTAL_WEIGHT}`;
  return `Total ${total} — ${missing > 0 ? `add ${missing}` : `take off ${-missing}`}`;
}

const sum = (weights: number[]) => weights.reduce((total, weight) => total + (weight || 0), 0);
