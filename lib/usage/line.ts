import { callerOf } from "./caller";
import type { UsageRecord } from "./record";
import { quoted } from "./text";

/** What PostgreSQL's int and smallint hold, and far more money than a call can cost. */
const INT = 2_147_483_647;
const SMALLINT = 32_767;
const MAX_COST_NANO_USD = 10n ** 16n;

/**
 * Calls as lines of JSON that the database takes as they are: names of columns, without what is null, zero or false. A caller has a line
 * of its own before its first call; `known` are those that the batch has already. What a client or a provider says fits its column
 * whatever it is, so that no call can keep others from being written.
 */
export function toLines(records: readonly UsageRecord[], known = new Set<string>()): string {
  let lines = "";
  for (const record of records) {
    if (record.keyId === null) {
      lines += `{"at":${record.atMs},"code":${quoted(record.code ?? "")}}\n`;
      continue;
    }
    const caller = callerOf(record);
    if (!known.has(caller.id)) {
      known.add(caller.id);
      lines += caller.line;
    }
    lines += toLine(record, caller.id);
  }
  return lines;
}

function toLine(record: UsageRecord, callerId: string): string {
  let line = `{"id":"${record.id}","at":${record.atMs},"caller_id":"${callerId}","outcome":"${record.outcome}"`;
  if (record.credentialId !== null) line += `,"credential_id":"${record.credentialId}"`;
  line += name("provider", record.provider) + name("route", record.route) + name("model", record.model);
  line += name("endpoint", record.endpoint) + name("upstream_model", record.upstreamModel);
  line += name("code", record.code);
  line += `,"attempts":${within(record.attempts, SMALLINT)},"status":${within(record.status, SMALLINT)}`;
  if (record.streamed) line += `,"streamed":true`;
  if (record.estimated) line += `,"estimated":true`;
  line += `,"latency_ms":${within(record.latencyMs, INT)}`;
  if (record.firstByteMs !== null) line += `,"first_byte_ms":${within(record.firstByteMs, INT)}`;
  line += count("input_tokens", record.inputTokens) + count("output_tokens", record.outputTokens);
  line += count("cached_tokens", record.cachedTokens) + count("cache_write_tokens", record.cacheWriteTokens);
  line += count("reasoning_tokens", record.reasoningTokens);
  line += count("audio_input_tokens", record.audioInputTokens);
  line += count("audio_output_tokens", record.audioOutputTokens);
  return `${line}${cost(record.costNanoUsd)}}\n`;
}

const name = (column: string, value: string | null): string =>
  value === null ? "" : `,"${column}":${quoted(value)}`;

/** Tokens as they are stored. */
export const counted = (tokens: number): number => within(tokens, INT);

const count = (column: string, value: number): string => (value > 0 ? `,"${column}":${counted(value)}` : "");

const within = (value: number, most: number): number => (value > 0 ? Math.min(Math.trunc(value), most) : 0);

function cost(nanoUsd: bigint | null): string {
  if (nanoUsd === null) return "";
  return `,"cost_nano_usd":${nanoUsd < MAX_COST_NANO_USD ? nanoUsd : MAX_COST_NANO_USD}`;
}
