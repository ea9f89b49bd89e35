/** Prints one value for a program: exactly one JSON document on standard output. */
export const printJson = (value: unknown) => process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);

export const printLine = (text: string) => process.stdout.write(`${text}\n`);

/** Prints rows in columns for a person. */
export function printTable(headings: string[], rows: string[][], empty: string): void {
  if (rows.length === 0) return void printLine(empty);
  const widths = headings.map((heading, i) => Math.max(heading.length, ...rows.map((row) => row[i]!.length)));
  for (const row of [headings, ...rows])
    printLine(
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join("  ")
        .trimEnd(),
    );
}

/** A time for a person: to the minute, in UTC. */
export const shortTime = (iso: string | null, none: string) =>
  iso ? `${iso.slice(0, 16).replace("T", " ")}Z` : none;
