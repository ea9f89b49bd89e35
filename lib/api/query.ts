import type { z } from "zod";
import { DomainError } from "../errors";
import { ApiError } from "./errors";
import { toCamel, toSnake } from "./names";
import type { Operation, Query } from "./operation";

export const DEFAULT_PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 200;
const MAX_CURSOR_LENGTH = 500;

export const invalidParameter = (parameter: string, message: string) =>
  new ApiError(400, "invalid_parameter", message, { parameter });

/** The query of a request, checked against what its operation takes. Throws ApiError that names the parameter. */
export function readQuery(url: URL, operation: Operation): Query {
  const query: Query = {
    size: DEFAULT_PAGE_SIZE,
    after: undefined,
    filter: {},
    sort: undefined,
    direction: "asc",
  };
  const pages = operation.answers === "page";
  for (const [name, value] of url.searchParams) {
    if (pages && name === "page[size]") query.size = sizeOf(value);
    else if (pages && name === "page[after]") query.after = cursorOf(value);
    else if (operation.sorts && name === "sort") Object.assign(query, sortOf(value, operation.sorts));
    else {
      const filter = /^filter\[(\w+)\]$/.exec(name)?.[1];
      const schema = filterOf(operation, filter);
      if (!filter || !schema) throw invalidParameter(name, unknown(operation));
      const parsed = schema.safeParse(value);
      if (!parsed.success) throw invalidParameter(name, parsed.error.issues[0]!.message);
      query.filter[toCamel(filter)] = value;
    }
  }
  return query;
}

/** What every object inherits, such as `constructor`, is no filter. */
function filterOf({ filters }: Operation, name: string | undefined): z.ZodType | undefined {
  const shape: Record<string, z.ZodType> = filters?.shape ?? {};
  return name !== undefined && Object.hasOwn(shape, name) ? shape[name] : undefined;
}

function sizeOf(value: string): number {
  const size = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  if (size < 1 || size > MAX_PAGE_SIZE) {
    throw invalidParameter("page[size]", `Ask for 1 to ${MAX_PAGE_SIZE}.`);
  }
  return size;
}

function cursorOf(value: string): string {
  if (value === "" || value.length > MAX_CURSOR_LENGTH) {
    throw invalidParameter("page[after]", "Take it from the links.next of the page before.");
  }
  return value;
}

/** `created_at`, or `-created_at` for the other way round. */
function sortOf(value: string, sorts: readonly string[]): Pick<Query, "sort" | "direction"> {
  const name = value.replace(/^-/, "");
  if (!sorts.includes(name))
    throw invalidParameter("sort", `Sort by ${sorts.join(", ")}, with a - in front for descending.`);
  return { sort: toCamel(name), direction: value.startsWith("-") ? "desc" : "asc" };
}

function unknown({ answers, filters, sorts }: Operation): string {
  const known = [
    ...(answers === "page" ? ["page[size]", "page[after]"] : []),
    ...Object.keys(filters?.shape ?? {}).map((name) => `filter[${toSnake(name)}]`),
    ...(sorts ? ["sort"] : []),
  ];
  return known.length > 0
    ? `There is no such parameter here. There are ${known.join(", ")}.`
    : "This address takes no parameters.";
}

/** Where nothing but the query was sent, it is the query that is not valid. */
export function failQuery(error: unknown): never {
  if (!(error instanceof DomainError) || error.code !== "invalid_input") throw error;
  const [field] = Object.keys(error.fields);
  throw invalidParameter(field === "cursor" ? "page[after]" : filterAt(field ?? "range"), error.message);
}

/** A filter may be a part of what the verb takes: its `range.from` is `filter[from]`. */
const filterAt = (field: string) => `filter[${toSnake(field.split(".").at(-1)!)}]`;
