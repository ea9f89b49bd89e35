import fc from "fast-check";
import { RANGE_PRESETS } from "./schema";

const DAY_MS = 86_400_000;

/** Instants and ranges around each other. For tests. */
export const anyInstant = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) });
const day = fc
  .integer({ min: Date.UTC(2019, 0, 1) / DAY_MS, max: Date.UTC(2041, 0, 1) / DAY_MS })
  .map((days) => new Date(days * DAY_MS).toISOString().slice(0, 10));
export const anyRange = fc.oneof(
  fc.constantFrom(...RANGE_PRESETS),
  fc.tuple(day, fc.integer({ min: 0, max: 800 })).map(([from, days]) => ({
    from,
    to: new Date(Date.parse(from) + days * DAY_MS).toISOString().slice(0, 10),
  })),
);
