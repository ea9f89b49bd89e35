import { notFound } from "next/navigation";
import { DomainError } from "../errors";

/** For pages, as `verb(…).catch(orNotFound)`: what does not exist, or is not theirs to see, is answered by the 404 page. */
export function orNotFound(error: unknown): never {
  if (error instanceof DomainError && error.code === "not_found") notFound();
  throw error;
}
