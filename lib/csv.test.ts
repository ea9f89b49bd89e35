import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvCell, csvLine } from "./csv";

/** Reads one line as RFC 4180 has it. */
function cellsOf(line: string): string[] {
  const cells: string[] = [];
  for (const match of `,${line.replace(/\r\n$/, "")}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,"\r\n]*))/g))
    cells.push(match[1] === undefined ? match[2]! : match[1].replaceAll('""', '"'));
  return cells;
}

describe("csvLine", () => {
  it.each([
    ['=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'],
    ["+1-800", "'+1-800"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["-2+3", "'-2+3"],
    [" \t=1+1", "' \t=1+1"],
    ["\r=1", "'\r=1"],
    ["＝1+1", "'＝1+1"],
    ["-12.5", "-12.5"],
    ["gpt-4o-mini", "gpt-4o-mini"],
  ])("has no formula of %j", (text, read) => expect(cellsOf(csvLine([text]))).toEqual([read]));

  it("can be read again, whatever the cells hold", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", ";", "\t", " ", "=", "é") });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
        const read = cellsOf(csvLine(cells));
        expect(read.map((text, i) => (text === cells[i] ? text : text.replace(/^'/, "")))).toEqual(cells);
      }),
    );
  });

  it("never gives a spreadsheet the beginning of a formula", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("=", "+", "-", "@", "\t", "\r", " ", "1", "x") }),
        (text) => {
          const [read] = cellsOf(csvLine([text]));
          expect(/^\s*[=+\-@]/.test(read!) && !/^-?\d+(\.\d+)?$/.test(read!)).toBe(false);
        },
      ),
    );
  });

  it("leaves cells without a value empty", () => {
    expect([null, 0, false, ""].map(csvCell)).toEqual(["", "0", "false", ""]);
  });
});
