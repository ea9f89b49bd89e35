/** A record by the line on which it begins: its cells, or what is wrong with it. */
export type CsvRecord = { line: number; cells: string[] } | { line: number; problem: string };

const NOT_CLOSED = 'This line opens a quote that is never closed. Write a quote within a value twice: "".';
const STRAY =
  'A quote stands within a value. Quote the whole value, and write the quote within it twice: "".';

/**
 * The records of a CSV file (RFC 4180), with any line ends, without its empty lines. What is wrong with one is a value: the next begins on
 * the line below.
 */
export function* csvRecords(file: string): Generator<CsvRecord> {
  const text = file.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  let line = 1;
  for (let at = 0; at < text.length; ) {
    const read = readRecord(text, at);
    const end = "cells" in read ? read.end : endOf(LINE_END, text, at);
    if (end > at) yield "cells" in read ? { line, cells: read.cells } : { line, problem: read.problem };
    line += text.slice(at, end).split("\n").length;
    at = end + 1;
  }
}

type Read = { cells: string[]; end: number } | { problem: string };

function readRecord(text: string, start: number): Read {
  const cells: string[] = [];
  for (let at = start; ; ) {
    const quoted = text[at] === '"';
    const end = quoted ? closingQuote(text, at + 1) + 1 : endOf(CELL_END, text, at);
    if (end === 0) return { problem: NOT_CLOSED };
    const next = text[end];
    const cell = text.slice(at, end);
    if (quoted ? next !== undefined && next !== "," && next !== "\n" : cell.includes('"')) {
      return { problem: STRAY };
    }
    cells.push(quoted ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (next !== ",") return { cells, end };
    at = end + 1;
  }
}

/** Where the quote is that closes a cell, past those that are written twice; -1 where there is none. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

const CELL_END = /[,\n]/g;
const LINE_END = /\n/g;

function endOf(what: RegExp, text: string, from: number): number {
  what.lastIndex = from;
  return what.exec(text)?.index ?? text.length;
}
