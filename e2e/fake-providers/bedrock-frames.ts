import { crc32 } from "node:zlib";

/** One message of `application/vnd.amazon.eventstream`. */
export const encodeFrame = (headers: Record<string, string>, payload: Buffer): Buffer =>
  assembleFrame(Buffer.concat(Object.entries(headers).map(encodeHeader)), payload);

/** The lengths, the checksum over them, headers, payload, and the checksum over everything. */
export function assembleFrame(headers: Buffer, payload: Buffer): Buffer {
  const frame = Buffer.alloc(16 + headers.length + payload.length);
  frame.writeUInt32BE(frame.length, 0);
  frame.writeUInt32BE(headers.length, 4);
  frame.writeUInt32BE(crc32(frame.subarray(0, 8)), 8);
  headers.copy(frame, 12);
  payload.copy(frame, 12 + headers.length);
  frame.writeUInt32BE(crc32(frame.subarray(0, frame.length - 4)), frame.length - 4);
  return frame;
}

function encodeHeader([name, value]: [string, string]): Buffer {
  const text = Buffer.from(value);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length);
  const STRING = 7;
  return Buffer.concat([Buffer.from([name.length]), Buffer.from(name), Buffer.from([STRING]), length, text]);
}

const JSON_TYPE = { ":content-type": "application/json" };

/** An event; real ones are padded to lengths that tell nothing. */
export const eventFrame = (type: string, payload: object) =>
  encodeFrame(
    { ":event-type": type, ...JSON_TYPE, ":message-type": "event" },
    Buffer.from(JSON.stringify({ ...payload, p: "abcdefghijklmnopqrstuvwxyz".slice(0, type.length) })),
  );

export const exceptionFrame = (type: string, message: string) =>
  encodeFrame(
    { ":exception-type": type, ...JSON_TYPE, ":message-type": "exception" },
    Buffer.from(JSON.stringify({ message })),
  );
