import { CsvError, parse as parseCsv } from "csv-parse/sync";
import { DomainError } from "../errors";
import type { ImportedEntry } from "./schema";

/** A line of what is imported, by its number in the file. */
export type ImportLine = { line: number; entry: ImportedEntry };

const COLUMNS = ["note", "secret", "sha256", "expires_at"];
type Row = { record: string[]; info: { lines: number } };

/** The lines of a CSV file (RFC 4180) with a header, its columns in any order. Throws `invalid_input` where it is none. */
export function readCsv(text: string): ImportLine[] {
  const [header, ...rows] = rowsOf(text);
  if (!header) throw invalid(`The file is empty. Its first line names the columns: ${COLUMNS.join(", ")}.`);
  const names = header.record.map((name) => name.trim().toLowerCase());
  const unknown = names.find((name) => !COLUMNS.includes(name));
  if (unknown !== undefined || new Set(names).size < names.length) {
    // What stands there may be a secret of a file without a header: it is not repeated.
    throw invalid(`The first line has to name the columns, each once: ${COLUMNS.join(", ")}.`);
  }
  if (!names.includes("note") || !(names.includes("secret") || names.includes("sha256"))) {
    throw invalid("The columns note and secret, or note and sha256, are needed.");
  }
  return rows.map(({ record, info }) => {
    const fields = Object.fromEntries(names.map((name, i) => [name, record[i] ?? ""]));
    const { expires_at: expiresAt, ...entry } = fields;
    // Where it ends is known; a quoted cell may have begun it some lines above.
    const line = info.lines - record.reduce((breaks, cell) => breaks + cell.split("\n").length - 1, 0);
    return { line, entry: { ...entry, expiresAt } };
  });
}

function rowsOf(text: string): Row[] {
  try {
    return parseCsv(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as Row[];
  } catch (error) {
    // The parser's own message quotes the line.
    if (error instanceof CsvError)
      throw invalid(`Line ${error.lines ?? "?"} is not valid CSV: check its quotes.`);
    throw error;
  }
}

const invalid = (message: string) => new DomainError("invalid_input", message, { csv: message });
