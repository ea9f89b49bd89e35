import pino from "pino";
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

/** Structured logs on standard output, one JSON object a line. Secrets are removed by field name, at two depths. */
export const log = pino({
  level: env().GATEHOUSE_LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: {
    paths: SECRET_FIELDS.flatMap((field) => [`["${field}"]`, `*["${field}"]`, `*.*["${field}"]`]),
    censor: "[redacted]",
  },
});
