import pino, { type DestinationStream } from "pino";
import { env } from "./env";

const SECRET_FIELDS = [
  "authorization",
  "x-api-key",
  "cookie",
  "set-cookie",
  "secret",
  "password",
  "apiKey",
  "token",
  "secretKey",
];

/** A log of structured lines, one JSON object each. Secrets are removed by field name, at two depths. */
export const createLog = (level: string, destination?: DestinationStream) =>
  pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: SECRET_FIELDS.flatMap((field) => [`["${field}"]`, `*["${field}"]`, `*.*["${field}"]`]),
        censor: "[redacted]",
      },
    },
    destination,
  );

/** The process's log, on standard output. */
export const log = createLog(env().GATEHOUSE_LOG_LEVEL);
