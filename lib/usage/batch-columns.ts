const COUNTS = ["input_tokens", "output_tokens", "cached_tokens", "cache_write_tokens", "reasoning_tokens"]
  .concat("audio_input_tokens", "audio_output_tokens")
  .map((name) => [name, "int"] as const);

/** A line's fields and their types: those that may be absent are null then, or what is beside them. */
const REQUIRED = [
  ["id", "uuid"],
  ["caller_id", "uuid"],
  ["outcome", "call_outcome"],
  ["attempts", "smallint"],
  ["status", "smallint"],
  ["latency_ms", "int"],
] as const;
const NULLABLE = [
  ["credential_id", "uuid"],
  ["provider", "text"],
  ["route", "text"],
  ["model", "text"],
  ["endpoint", "text"],
  ["upstream_model", "text"],
  ["code", "text"],
  ["first_byte_ms", "int"],
  ["cost_nano_usd", "bigint"],
] as const;
const FLAGS = [
  ["streamed", "boolean"],
  ["estimated", "boolean"],
] as const;

/** Of a caller's own line. */
const OWNERS = [
  ["organization_id", "uuid"],
  ["project_id", "uuid"],
  ["key_id", "uuid"],
] as const;

const fields = [...REQUIRED, ...NULLABLE, ...FLAGS, ...COUNTS];
/** A line's fields in their order, taken from an array of texts. */
export const taken = [["at", "bigint"], ...fields, ...OWNERS, ["address", "text"], ["user_agent", "text"]]
  .map(([name, type], i) => `cut[${i + 1}]::${type} AS ${name}`)
  .join(", ");
export const columns = [...OWNERS, ...fields].map(([name]) => name).join(", ");
/** As they are stored: from a line `l` and its caller's, `w`. */
export const values = [
  ...OWNERS.map(([name]) => `w.${name}`),
  ...[...REQUIRED, ...NULLABLE].map(([name]) => `l.${name}`),
  ...FLAGS.map(([name]) => `coalesce(l.${name}, false)`),
  ...COUNTS.map(([name]) => `coalesce(l.${name}, 0)`),
].join(", ");
