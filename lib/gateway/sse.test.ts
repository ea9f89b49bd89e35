import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEvent, splitEvents, WholeEvents } from "./sse";

const LINE_ENDS = ["\n", "\r\n", "\r"];
const stream = (end: string) =>
  ['data: {"a":1}', `event: x${end}data: {"a":`, `data: 2}${end}: comment`, "data: ☃ é 🏳️‍🌈", "data: [DONE]"]
    .map((event) => event + end + end)
    .join("");

function through(bytes: Buffer, cuts: number[]): { pieces: Buffer[]; all: Buffer } {
  const events = new WholeEvents();
  const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
  const pieces = at.slice(1).map((end, i) => events.push(bytes.subarray(at[i], end)));
  const given = pieces.filter((piece) => piece !== null && piece.length > 0) as Buffer[];
  return { pieces: given, all: Buffer.concat([...given, events.end() ?? Buffer.alloc(0)]) };
}

describe.each(LINE_ENDS)("events that end in %j", (end) => {
  const bytes = Buffer.from(stream(end));

  it("leave whole, wherever they are cut", () => {
    const property = fc.property(
      fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 12 }),
      (cuts) => {
        const { pieces, all } = through(bytes, cuts);
        expect(all.equals(bytes)).toBe(true);
        for (const piece of pieces) expect(piece.toString()).toMatch(/(\r\n\r\n|\n\n|\r\r)$/);
      },
    );
    fc.assert(property, { numRuns: 500 });
  });

  it("leave whole when every byte comes alone, each with its last", () => {
    const { pieces } = through(
      bytes,
      Array.from(bytes, (_, at) => at),
    );
    expect(pieces.map(String)).toEqual(splitEvents(bytes.toString()));
    expect(pieces).toHaveLength(5);
  });

  it("are split and read", () => {
    const read = splitEvents(bytes.toString()).map(readEvent);
    expect(read[0]).toEqual({ a: 1 });
    expect(read[4]).toBeUndefined();
  });
});

it("the first event is not held up by the beginning of the second", () => {
  const events = new WholeEvents();
  expect(events.push(Buffer.from("data: 1\n\ndata: "))!.toString()).toBe("data: 1\n\n");
  expect(events.push(Buffer.from("2"))).toBeNull();
  expect(events.push(Buffer.from("\n\n"))!.toString()).toBe("data: 2\n\n");
});

it("what waits when the stream ends is not lost", () => {
  const events = new WholeEvents();
  expect(events.push(Buffer.from("data: 1"))).toBeNull();
  expect(events.end()!.toString()).toBe("data: 1");
  expect(events.end()).toBeNull();
});

it("an event without an end does not fill memory", () => {
  const events = new WholeEvents();
  const megabyte = Buffer.alloc(1024 * 1024, "x");
  const given = Array.from({ length: 9 }, () => events.push(megabyte)?.length ?? 0);
  expect(given).toEqual([0, 0, 0, 0, 5, 0, 0, 0, 0].map((count) => count * megabyte.length));
});
