import type { z } from "zod";
import type { Context } from "../context";

/** Names in documents are snake_case; the verbs behind them speak camelCase. */
export type Attributes = Record<string, unknown>;

/** One thing as the API shows it. */
export type Item = { id: string; attributes: Attributes };

/** What an operation answers with. `meta` is for what is no attribute, such as a secret that is shown once. */
export type Answer = {
  data: Item | Item[] | null;
  /** Where the next page begins; pages only. */
  nextCursor?: string | null;
  meta?: Attributes;
};

export type Call = {
  ctx: Context;
  /** The resource's id in the path; empty where it has none. */
  id: string;
  /** The query's parameters that the operation knows, checked: page, filter and sort taken apart. */
  query: Query;
  /** The document's attributes, checked, in camelCase. */
  attributes: Attributes;
};

export type Query = {
  size: number;
  after: string | undefined;
  filter: Record<string, string>;
  /** In camelCase; undefined where the request names none. */
  sort: string | undefined;
  direction: "asc" | "desc";
};

export type Resource = {
  /** JSON:API's type, and the last part of the collection's path. */
  type: string;
  /** What one is, for the reference. */
  title: string;
  attributes: z.ZodObject;
  /** It is only told what came of a request: there is no address where it could be seen again. */
  notKept?: true;
  /** One as an answer shows it, for the document and the reference. */
  shown: { id?: string; attributes: Attributes };
};

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** One operation of the API: what the routes run and what the OpenAPI document says are both made of it. */
export type Operation = {
  /** OpenAPI's operationId. */
  id: string;
  method: Method;
  /** Below the project, as OpenAPI writes it: `/api_keys/{id}`. */
  path: string;
  summary: string;
  description?: string;
  resource: Resource;
  /** A list is whole, always; a page has a size and perhaps a next one. */
  answers: "item" | "list" | "page" | "nothing";
  /** Of the document that is sent; without one there is none. */
  attributes?: z.ZodObject;
  /** How long the document may be; one MiB where nothing is said. */
  maxMib?: number;
  /** Attributes as one may send them, for the document and the reference. */
  example?: Attributes;
  /** The `filter[…]` that a page takes. */
  filters?: z.ZodObject;
  /** The `sort` that a page takes. */
  sorts?: readonly string[];
  /** Something that is stored may stand in its way, though nothing is sent. */
  conflicts?: true;
  /** The members of `meta`, where it has any, and what they may be. */
  meta?: z.ZodObject;
  shownMeta?: Attributes;
  run(call: Call): Promise<Answer>;
};
