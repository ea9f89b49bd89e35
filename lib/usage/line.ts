import { callerOf } from "./caller";
import type { UsageRecord } from "./record";
import { storedText } from "./text";

/** What PostgreSQL's int and smallint hold, and far more money than a call can cost. */
const INT = 2_147_483_647;
const SMALLINT = 32_767;
const MAX_COST_NANO_USD = 10n ** 16n;

/** How many fields a call's line has; a caller's goes on with whose calls they are, and from where. */
export const CALL_FIELDS = 25;

/**
 * Calls as lines that the database takes as they are: fields between tabs, in the order of batch-columns.ts, and nothing for what is null,
 * zero or false. A caller has a line of its own before its first call; `known` are those that the batch has already. What a client or a
 * provider says fits its column whatever it is, so that no call can keep others from being written.
 */
export function toLines(records: readonly UsageRecord[], known = new Set<string>()): string {
  let lines = "";
  for (const record of records) {
    if (record.keyId === null) {
      lines += `${record.atMs}${TABS_BEFORE_CODE}${text(record.code)}${TABS_AFTER_CODE}\n`;
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

const TABS_BEFORE_CODE = "\t".repeat(13);
const TABS_AFTER_CODE = "\t".repeat(11);

function toLine(record: UsageRecord, callerId: string): string {
  let line = `${record.atMs}\t${record.id}\t${callerId}\t${record.outcome}\t${within(record.attempts, SMALLINT)}`;
  line += `\t${within(record.status, SMALLINT)}\t${within(record.latencyMs, INT)}\t${record.credentialId ?? ""}`;
  line += `\t${text(record.provider)}\t${text(record.route)}\t${text(record.model)}\t${text(record.endpoint)}`;
  line += `\t${text(record.upstreamModel)}\t${text(record.code)}\t`;
  if (record.firstByteMs !== null) line += within(record.firstByteMs, INT);
  line += `\t${cost(record.costNanoUsd)}\t${record.streamed ? "t" : ""}\t${record.estimated ? "t" : ""}`;
  line += `\t${count(record.inputTokens)}\t${count(record.outputTokens)}\t${count(record.cachedTokens)}`;
  line += `\t${count(record.cacheWriteTokens)}\t${count(record.reasoningTokens)}`;
  return `${line}\t${count(record.audioInputTokens)}\t${count(record.audioOutputTokens)}\n`;
}

const text = (value: string | null): string => (value === null ? "" : storedText(value));

/** Tokens as they are stored. */
export const counted = (tokens: number): number => within(tokens, INT);

const count = (tokens: number): number | string => (tokens > 0 ? counted(tokens) : "");

const within = (value: number, most: number): number => (value > 0 ? Math.min(Math.trunc(value), most) : 0);

function cost(nanoUsd: bigint | null): bigint | string {
  if (nanoUsd === null) return "";
  return nanoUsd < MAX_COST_NANO_USD ? nanoUsd : MAX_COST_NANO_USD;
}
