const MILLION = 1_000_000;
const DIME = 0.1;
const whole = new Intl.NumberFormat("en");
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });
const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });
const dollars = new Intl.NumberFormat("en", { style: "currency", currency: "USD" });
const fineDollars = new Intl.NumberFormat("en", {
  style: "currency",
  currency: "USD",
  maximumSignificantDigits: 3,
});
const compactDollars = new Intl.NumberFormat("en", {
  style: "currency",
  currency: "USD",
  notation: "compact",
  maximumSignificantDigits: 3,
});

/** Every digit: "1,284,401". */
export const exactCount = (count: number): string => whole.format(count);

/** Every digit below a million, three beyond: "128,440", "1.28M". */
export const shownCount = (count: number): string => (count < MILLION ? whole : compact).format(count);

/** For axes and narrow cells: "940", "12.4K". */
export const shortCount = (count: number): string => compact.format(count);

/** Dollars as the API writes them, with separators and every digit: "$1,284.000152". */
export function exactUsd(usd: string): string {
  const [, sign, units, fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(usd) ?? [];
  if (units === undefined) return usd;
  return `${sign}$${whole.format(BigInt(units))}.${fraction.padEnd(2, "0")}`;
}

/** Dollars to the cent; three digits of what is less than a dime or more than a million: "$12.35", "$0.00000705", "$2.5M". */
export function shownUsd(usd: string | number): string {
  const amount = Number(usd);
  if (Math.abs(amount) >= MILLION) return compactDollars.format(amount);
  return (amount !== 0 && Math.abs(amount) < DIME ? fineDollars : dollars).format(amount);
}

/** For axes: "$0.5", "$1.2K". */
export const shortUsd = (usd: number): string => compactDollars.format(usd);

/** A share of a whole, between 0 and 1: "1.2%"; what is there but rounds to nothing is "<0.1%". */
export function shownShare(share: number): string {
  if (share > 0 && share < 0.0005) return "<0.1%";
  return percent.format(share);
}

/** "412 ms", "1.20 s", "2.5 min". */
export function shownDuration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  return seconds < 59.95 ? `${seconds.toPrecision(3)} s` : `${(seconds / 60).toPrecision(2)} min`;
}

/** For axes, where values are round: "500 ms", "2 s". */
export const shortDuration = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${ms / 1000} s`);

/** How much more or less than before, as a share of it; null where there was nothing to compare with. */
export const changeOf = (now: number, before: number): number | null =>
  before === 0 ? null : (now - before) / before;
