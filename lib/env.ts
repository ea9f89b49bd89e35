import { isAbsolute, resolve } from "node:path";
import { z } from "zod";
import { parseKekKeys } from "./kek-keys";

/** Turns "" into "not set", so that an empty line in a compose file means the default. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
const text = optional(z.string());
const integer = (fallback: number, min: number, max: number) =>
  optional(z.coerce.number().int().min(min).max(max)).transform((value) => value ?? fallback);

const kekKeys = (value: string, context: z.RefinementCtx) => {
  try {
    return parseKekKeys(value);
  } catch (error) {
    context.addIssue({ code: "custom", message: (error as Error).message });
    return z.NEVER;
  }
};

const schema = z
  .object({
    PORT: integer(3000, 0, 65535),
    GATEHOUSE_HOST: text.transform((value) => value ?? "0.0.0.0"),
    DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, "must start with postgresql://")),
    GATEHOUSE_DATABASE_POOL: integer(10, 2, 200),
    GATEHOUSE_DATA_DIR: text.transform((value) => resolve(value ?? "data")),
    GATEHOUSE_KEY_PREFIX: optional(
      z.string().regex(/^[a-z][a-z0-9]{0,11}$/, "must be 1-12 lower-case letters and digits, a letter first"),
    ).transform((value) => value ?? "gk"),
    GATEHOUSE_KEK: optional(z.string().transform(kekKeys)),
    GATEHOUSE_ADMIN_EMAIL: optional(z.email("must be an e-mail address")),
    GATEHOUSE_ADMIN_PASSWORD: optional(z.string().min(10, "must have at least 10 characters")),
    GATEHOUSE_LOG_LEVEL: optional(
      z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]),
    ).transform((value) => value ?? "info"),
    GATEHOUSE_MAX_BODY_BYTES: integer(32 * 1024 * 1024, 1024, 1024 ** 3),
    GATEHOUSE_UPSTREAM_TIMEOUT_SECONDS: integer(600, 1, 3600),
    GATEHOUSE_DRAIN_SECONDS: integer(30, 0, 3600),
    GATEHOUSE_UPSTREAM_NETWORKS: text
      .transform((value) => (value ?? "public,private,loopback").split(",").map((v) => v.trim()))
      .pipe(z.array(z.enum(["public", "private", "loopback"]))),
    GATEHOUSE_TRUSTED_PROXIES: integer(0, 0, 10),
    GATEHOUSE_USAGE_RETENTION_DAYS: integer(90, 0, 3650),
    NEXTAUTH_URL: optional(z.url("must be the address people use, such as https://gatehouse.example.com")),
    NEXTAUTH_SECRET: optional(z.string().min(32, "must have at least 32 characters")),
    SMTP_URL: optional(z.string().regex(/^smtps?:\/\//, "must start with smtp:// or smtps://")),
    SMTP_FROM: optional(z.string()),
    GITHUB_ID: text,
    GITHUB_SECRET: text,
    GOOGLE_CLIENT_ID: text,
    GOOGLE_CLIENT_SECRET: text,
    OIDC_ISSUER: optional(z.url()),
    OIDC_CLIENT_ID: text,
    OIDC_CLIENT_SECRET: text,
    OIDC_NAME: text.transform((value) => value ?? "Single sign-on"),
  })
  .refine((env) => !env.GATEHOUSE_ADMIN_EMAIL === !env.GATEHOUSE_ADMIN_PASSWORD, {
    message: "GATEHOUSE_ADMIN_EMAIL and GATEHOUSE_ADMIN_PASSWORD go together",
    path: ["GATEHOUSE_ADMIN_PASSWORD"],
  })
  .refine((env) => !env.SMTP_URL === !env.SMTP_FROM, {
    message: "SMTP_URL and SMTP_FROM go together",
    path: ["SMTP_FROM"],
  });

export type Env = z.infer<typeof schema>;

/** A setting that cannot be used; its message is the one line that a person sees. */
export class ConfigurationError extends Error {}

/** Parses the environment. Throws ConfigurationError with one line that names each bad setting, never its value. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(
    (issue) => `${issue.path.join(".") || "environment"}: ${issue.message}`,
  );
  throw new ConfigurationError(lines.join("; "));
}

let cached: Env | undefined;

/** The process's settings, parsed once. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

/** Parses again at the next use: for whoever has just changed process.env (lib/store, tests). */
export function forgetEnv(): void {
  cached = undefined;
}

/** A path in the data folder. */
export const dataPath = (...parts: string[]) => {
  const path = resolve(env().GATEHOUSE_DATA_DIR, ...parts);
  if (!isAbsolute(path)) throw new ConfigurationError("GATEHOUSE_DATA_DIR must be a path");
  return path;
};
