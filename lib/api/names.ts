const toSnake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const toCamel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

function rename(value: unknown, name: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => rename(item, name));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [name(key), rename(inner, name)]));
}

/** Every name in a value, also deep within, in snake_case. */
export const snakeCase = (value: Record<string, unknown>) =>
  rename(value, toSnake) as Record<string, unknown>;

/** Every name in a value, also deep within, in camelCase. */
export const camelCase = (value: Record<string, unknown>) =>
  rename(value, toCamel) as Record<string, unknown>;

/** The path of a field, such as `models.0.inputUsdPerMillion`, as a JSON pointer below the attributes. */
export const pointerTo = (field: string): string =>
  [
    "/data/attributes",
    ...(field === "" ? [] : field.split(".").map((part) => escapePointer(toSnake(part)))),
  ].join("/");

/** RFC 6901. */
const escapePointer = (part: string) => part.replace(/~/g, "~0").replace(/\//g, "~1");

export { toCamel, toSnake };
