import { DomainError } from "../errors";
import { type CsvRecord, csvRecords } from "./csv-records";
import type { ImportedEntry } from "./schema";

/** A line of what is imported, by its number in the file. */
export type ImportLine = { line: number; entry: ImportedEntry } | { line: number; problem: string };

const COLUMNS = ["note", "secret", "sha256", "expires_at"];
const TOO_MANY_CELLS = "Line has more cells than the header; quote values that hold a comma.";

/** The lines of a CSV file with a header, its columns in any order. Throws `invalid_input` where it has none. */
export function readCsv(text: string): ImportLine[] {
  const [header, ...records] = csvRecords(text);
  const names = namesOf(header);
  return records.map((record) => {
    if ("problem" in record) return record;
    const { line, cells } = record;
    if (cells.length > names.length) return { line, problem: TOO_MANY_CELLS };
    const fields = Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ""]));
    const { expires_at: expiresAt, ...entry } = fields;
    return { line, entry: { ...entry, expiresAt } };
  });
}

function namesOf(header: CsvRecord | undefined): string[] {
  if (!header) throw invalid(`The file is empty. Its first line names the columns: ${COLUMNS.join(", ")}.`);
  const names = "cells" in header ? header.cells.map((name) => name.trim().toLowerCase()) : [""];
  if (names.some((name) => !COLUMNS.includes(name)) || new Set(names).size < names.length) {
    // What stands there may be a secret of a file without a header: it is not repeated.
    throw invalid(`The first line has to name the columns, each once: ${COLUMNS.join(", ")}.`);
  }
  if (!names.includes("note") || !(names.includes("secret") || names.includes("sha256"))) {
    throw invalid("The columns note and secret, or note and sha256, are needed.");
  }
  return names;
}

const invalid = (message: string) => new DomainError("invalid_input", message, { csv: message });
