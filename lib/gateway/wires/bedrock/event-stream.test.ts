import { crc32 } from "node:zlib";
import { expect, it } from "vitest";
import { assembleFrame, encodeFrame, eventFrame } from "../../../../e2e/fake-providers/bedrock-frames";
import { UnreadableAnswer } from "../wire";
import { type Frame, FrameReader } from "./event-stream";

const FRAMES = [
  eventFrame("messageStart", { role: "assistant" }),
  encodeFrame({}, Buffer.alloc(0)),
  eventFrame("contentBlockDelta", { delta: { text: "Grüße — ☃".repeat(50) } }),
];
const STREAM = Buffer.concat(FRAMES);

function read(chunks: Iterable<Buffer>): Frame[] {
  const reader = new FrameReader();
  const frames = [...chunks].flatMap((chunk) => [...reader.push(chunk)]);
  expect(reader.atBoundary).toBe(true);
  return frames;
}

function* pieces(bytes: Buffer, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

it("reads every frame, wherever the chunks end", () => {
  const whole = read([STREAM]);
  expect(whole).toHaveLength(3);
  expect(whole[2]!.headers).toEqual({
    ":event-type": "contentBlockDelta",
    ":content-type": "application/json",
    ":message-type": "event",
  });
  expect(JSON.parse(whole[2]!.payload.toString()).delta.text).toBe("Grüße — ☃".repeat(50));
  for (const length of [1, 2, 3, 7, 11, 12, 13, 100, 1000])
    expect(read(pieces(STREAM, length))).toEqual(whole);
  for (let at = 1; at < STREAM.length; at++) {
    expect(read([STREAM.subarray(0, at), STREAM.subarray(at)])).toEqual(whole);
  }
});

it("knows a stream that ends within a frame", () => {
  const reader = new FrameReader();
  expect([...reader.push(STREAM.subarray(0, -1))]).toHaveLength(2);
  expect(reader.atBoundary).toBe(false);
});

it("believes no frame in which one bit has changed", () => {
  const frame = FRAMES[0]!;
  for (let at = 0; at < frame.length; at++) {
    const damaged = Buffer.from(frame);
    damaged[at]! ^= 1;
    expect(() => [...new FrameReader().push(damaged)], `byte ${at}`).toThrow(UnreadableAnswer);
  }
});

it("takes a frame that is too long, or too short for its headers, for damaged", () => {
  for (const [length, headers] of [
    [64 * 1024 * 1024, 0],
    [16, 1],
    [0, 0],
  ] as const) {
    const prelude = Buffer.from(encodeFrame({}, Buffer.alloc(0)));
    prelude.writeUInt32BE(length, 0);
    prelude.writeUInt32BE(headers, 4);
    prelude.writeUInt32BE(crc32(prelude.subarray(0, 8)), 8);
    expect(() => [...new FrameReader().push(prelude)]).toThrow("prelude");
  }
});

it("reads past headers of every other type", () => {
  const other = [
    [0],
    [1],
    [2, 1],
    [3, 0, 1],
    [4, 0, 0, 0, 1],
    [5, 0, 0, 0, 0, 0, 0, 0, 1],
    [6, 0, 2, 9, 9],
    [8, 0, 0, 0, 0, 0, 0, 0, 1],
    [9, ...Array<number>(16).fill(7)],
  ].flatMap((value) => [1, 0x61, ...value]);
  const named = encodeFrame({ last: "read" }, Buffer.from("{}"));
  const headers = Buffer.concat([Buffer.from(other), named.subarray(12, 12 + named.readUInt32BE(4))]);
  const [frame] = read([assembleFrame(headers, Buffer.from("{}"))]);
  expect(frame).toEqual({ headers: { last: "read" }, payload: Buffer.from("{}") });
  expect(() => read([assembleFrame(headers.subarray(0, -1), Buffer.alloc(0))])).toThrow("cut short");
});
