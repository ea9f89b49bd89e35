/** The API as people read it: what a reference page shows. Made of the same operations that the routes run. */
export type Reference = { resources: ReferenceResource[] };

export type ReferenceResource = {
  type: string;
  /** Such as "API keys". */
  title: string;
  about: string;
  /** What one has, as it is shown. */
  attributes: ReferenceField[];
  operations: ReferenceOperation[];
};

export type ReferenceOperation = {
  id: string;
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Below the project. */
  path: string;
  summary: string;
  description: string | null;
  /** Of the query. */
  parameters: ReferenceField[];
  /** Of the document that is sent. */
  attributes: ReferenceField[];
  curl: string;
  /** What it answers with when all is well, as JSON; null where that is nothing. */
  answer: string | null;
  statuses: { status: number; meaning: string }[];
};

export type ReferenceField = { name: string; type: string; required: boolean; about: string };
