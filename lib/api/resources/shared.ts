import { z } from "zod";
import { snakeCase } from "../names";
import type { Answer, Item, Query } from "../operation";

export const time = z.iso.datetime().describe("ISO 8601 in UTC.");
export const usd = z.string().describe("US dollars as a decimal text, exact to a nano-dollar.");

/** A view as an item: its names in snake_case, its id apart. */
export const toItem = <V extends { id: string }>({ id, ...attributes }: V): Item => ({
  id,
  attributes: snakeCase(attributes),
});

/** A page of a list that is short enough to be read whole; the cursor is the id of the last one shown. */
export function pageOf<V extends { id: string }>(all: V[], { size, after }: Query): Answer {
  const start = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
  const page = all.slice(start, start + size);
  const more = start + size < all.length;
  return { data: page.map(toItem), nextCursor: more ? page.at(-1)!.id : null, meta: { total: all.length } };
}

export const total = z.object({ total: z.number().int() });

/** Dollars may also be sent as a JSON number; they are read as the decimal text that it was. */
export const dollars = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (typeof value === "number" ? String(value) : value), schema);
