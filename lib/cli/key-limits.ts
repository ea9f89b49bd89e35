import { type Command, InvalidArgumentError } from "commander";
import type { z } from "zod";
import {
  type Consumption,
  costLimitUsd,
  type LimitsView,
  type ResetPeriod,
  requestsPerMinute,
  resetPeriod,
  tokenLimit,
} from "../limits/schema";

/** Clears a limit. Commander takes null for an option without a value, so the word stays until the verb's input is made. */
const NONE = "none";

export type LimitOptions = {
  costLimitUsd?: string;
  tokenLimit?: number | typeof NONE;
  rpm?: number | typeof NONE;
  resetPeriod?: ResetPeriod;
};

/** Options that limit a key. */
export const limitOptions = (command: Command): Command =>
  command
    .option(
      "--cost-limit-usd <usd>",
      'what its calls may cost, such as 25 or 0.50; "none" for no limit',
      (text) => orNone(text, () => optionOf(costLimitUsd, text)),
    )
    .option("--token-limit <tokens>", 'input and output tokens together; "none" for no limit', (text) =>
      orNone(text, () => optionOf(tokenLimit, whole(text))),
    )
    .option("--rpm <requests>", 'requests within any 60 seconds; "none" for no limit', (text) =>
      orNone(text, () => optionOf(requestsPerMinute, whole(text))),
    )
    .option(
      "--reset-period <period>",
      "when cost and tokens count anew: never, daily, weekly, monthly",
      (text) => optionOf(resetPeriod, text),
    );

const orNone = <T>(text: string, read: () => T) => (text === NONE ? NONE : read());
const whole = (text: string) => (/^\d+$/.test(text) ? Number(text) : Number.NaN);

/** What a schema makes of an option; what it refuses is told with the option's name. */
export function optionOf<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(parsed.error.issues[0]!.message);
}

/** The options as the verbs take them: null clears, what was left out stays. */
export const limitsFrom = ({ costLimitUsd, tokenLimit, rpm, resetPeriod }: LimitOptions) => ({
  costLimitUsd: unlessNone(costLimitUsd),
  tokenLimit: unlessNone(tokenLimit),
  requestsPerMinute: unlessNone(rpm),
  resetPeriod,
});

/** An option's value; null where it says "none". */
export const unlessNone = <T>(value: T) => (value === NONE ? null : (value as Exclude<T, typeof NONE>));

/** `$25 and 1000000 tokens monthly, 60 rpm`; "none" without any. */
export function limitsText(limits: LimitsView): string {
  const budgets = [
    limits.costLimitUsd === null ? [] : [`$${limits.costLimitUsd}`],
    limits.tokenLimit === null ? [] : [`${limits.tokenLimit} tokens`],
  ].flat();
  const period = limits.resetPeriod === "never" ? "" : ` ${limits.resetPeriod}`;
  const parts = budgets.length > 0 ? [budgets.join(" and ") + period] : [];
  if (limits.requestsPerMinute !== null) parts.push(`${limits.requestsPerMinute} rpm`);
  return parts.join(", ") || "none";
}

/** `$1.24, 12345 tokens`. */
export const usedText = ({ costUsd, tokens }: Consumption) => `$${costUsd}, ${tokens} tokens`;
