import { type ConditionalPrice, calcPrice, type ModelPrice } from "@pydantic/genai-prices";
import { type OwnRates, type Rates, tokenRates, wholeRates } from "./rates";
import { remembered } from "./remembered";
import { type ProviderId, providerOf } from "./schema";

type Constraint = ConditionalPrice["constraint"];
/** A model's prices over time; the last that applies is in force, else the first. */
type Schedule = { constraint: Constraint; rates: Rates | null }[];

const NOTHING = { input_tokens: 0, output_tokens: 0 };
const DAY_MS = 86_400_000;

/** What the catalogue says that a model costs at an instant; null where it does not know, or counts something else than tokens. */
export function catalogueRates(provider: ProviderId, model: string, atMs: number): Rates | null {
  const schedule = scheduleOf(provider, model);
  if (schedule === null) return null;
  for (let i = schedule.length - 1; i > 0; i--) {
    if (applies(schedule[i]!.constraint, atMs)) return schedule[i]!.rates;
  }
  return schedule[0]!.rates;
}

const scheduleOf = remembered(readSchedule);

function readSchedule(provider: ProviderId, model: string): Schedule | null {
  const { catalogue, prefix } = providerOf(provider);
  if (catalogue === null) return null;
  const name = prefix ? model.replace(prefix, "") : model;
  const match = calcPrice(NOTHING, name, { providerId: catalogue });
  if (match === null) return null;
  const { prices } = match.model;
  if (!Array.isArray(prices)) return [{ constraint: undefined, rates: readRates(prices) }];
  return prices.map(({ constraint, prices }) => ({ constraint, rates: readRates(prices) }));
}

function applies(constraint: Constraint, atMs: number): boolean {
  if (!constraint) return true;
  if (constraint.type === "start_date") return atMs >= Date.parse(constraint.start_date);
  const timeMs = atMs % DAY_MS;
  const from = timeOfDayMs(constraint.start_time);
  const to = timeOfDayMs(constraint.end_time);
  return from <= to ? timeMs >= from && timeMs < to : timeMs >= from || timeMs < to;
}

/** "00:30:00Z" or with an offset, as milliseconds into the day in UTC. */
const timeOfDayMs = (time: string): number => (Date.parse(`1970-01-02T${time}`) + DAY_MS) % DAY_MS;

/** Null for a model that is billed by something else than tokens, such as hours or pages. Without any price it is free. */
function readRates(prices: ModelPrice): Rates | null {
  const keys = Object.keys(prices);
  if (keys.length > 0 && !keys.some((key) => key === "input_mtok" || key === "output_mtok")) return null;
  const tiers = [...new Set(Object.values(prices).flatMap(startsOf))]
    .sort((a, b) => b - a)
    .map((start) => ({ aboveInputTokens: start, ...tokenRates(ownRates(prices, start)) }));
  const perThousand = nanoOf(prices.requests_kcount, 0) ?? 0n;
  return wholeRates(ownRates(prices, 0), perThousand * 1000n, tiers);
}

type Price = ModelPrice[string];

const startsOf = (price: Price): number[] =>
  typeof price === "object" ? price.tiers.map((tier) => tier.start) : [];

/** The prices that hold just above a number of input tokens. */
const ownRates = (prices: ModelPrice, start: number): OwnRates => ({
  input: nanoOf(prices.input_mtok, start) ?? 0n,
  output: nanoOf(prices.output_mtok, start) ?? 0n,
  cachedInput: nanoOf(prices.cache_read_mtok, start),
  cacheWrite: nanoOf(prices.cache_write_mtok, start),
  cacheWriteHour: nanoOf(prices.cache_write_1h_mtok, start),
  audioInput: nanoOf(prices.input_audio_mtok, start),
  audioOutput: nanoOf(prices.output_audio_mtok, start),
  reasoning: nanoOf(prices.output_reasoning_mtok, start),
});

function nanoOf(price: Price, start: number): bigint | null {
  if (price === undefined) return null;
  if (typeof price === "number") return nanoUsd(price);
  const reached = price.tiers.filter((tier) => tier.start <= start).sort((a, b) => b.start - a.start)[0];
  return nanoUsd(start > 0 && reached ? reached.price : price.base);
}

/** Dollars as nano-USD, from the decimal text that the number prints as; half a nano-dollar and more is rounded up. */
export function nanoUsd(usd: number): bigint {
  const [digits = "0", exponent = "0"] = String(usd).split("e");
  const [whole = "0", fraction = ""] = digits.split(".");
  const places = 9 - fraction.length + Number(exponent);
  const amount = BigInt(whole + fraction);
  if (places >= 0) return amount * 10n ** BigInt(places);
  const unit = 10n ** BigInt(-places);
  return (amount + unit / 2n) / unit;
}
