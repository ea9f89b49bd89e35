import { z } from "zod";
import { isId } from "../../ids";
import { snakeCase } from "../names";
import type { Answer, Item, Query } from "../operation";
import { invalidParameter } from "../query";

export const time = z.iso.datetime().describe("ISO 8601 in UTC.");
export const usd = z.string().describe("US dollars as a decimal text, exact to a nano-dollar.");

/** A view as an item: its names in snake_case, its id apart. */
export const toItem = <V extends { id: string }>({ id, ...attributes }: V): Item => ({
  id,
  attributes: snakeCase(attributes),
});

/**
 * A page of a list that is short enough to be read whole, in the order of a text that each one has. The cursor is where the page ended, not
 * the one that stood there: that may be gone when the next page is asked for.
 */
export function pageOf<V extends { id: string }>(
  all: V[],
  textOf: (one: V) => string,
  { size, after }: Query,
): Answer {
  const placed = all.map((one) => ({ one, place: [textOf(one), one.id] as const }));
  placed.sort((a, b) => compare(a.place, b.place));
  const end = after === undefined ? null : readCursor(after);
  const rest = end ? placed.filter(({ place }) => compare(place, end) > 0) : placed;
  const page = rest.slice(0, size);
  const nextCursor = rest.length > size ? writeCursor(page.at(-1)!.place) : null;
  return { data: page.map(({ one }) => toItem(one)), nextCursor, meta: { total: all.length } };
}

/** The text by which a list is sorted, and the id of the one that has it. */
type Place = readonly [text: string, id: string];

/** By code units, as no database's language sorts: pages agree wherever they are read. */
function compare(a: Place, b: Place): number {
  const at = a[0] === b[0] ? 1 : 0;
  if (a[at] === b[at]) return 0;
  return a[at]! < b[at]! ? -1 : 1;
}

const writeCursor = (place: Place) => Buffer.from(JSON.stringify(place)).toString("base64url");

function readCursor(cursor: string): Place {
  try {
    const [text, id, ...rest] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    if (typeof text === "string" && typeof id === "string" && isId(id) && rest.length === 0)
      return [text, id];
  } catch {
    // Falls through to the one answer for every cursor that cannot be used.
  }
  throw invalidParameter("page[after]", "Take it from the links.next of the page before.");
}

export const total = z.object({ total: z.number().int() });

/** Dollars may also be sent as a JSON number; they are read as the decimal text that it was. */
export const dollars = <S extends z.ZodType<unknown, string | null>>(schema: S) =>
  z
    .union([z.string(), z.number(), z.null()])
    .transform((value) => (typeof value === "number" ? String(value) : value))
    .pipe(schema);
