const DAY_MS = 24 * 60 * 60 * 1000;

export const number = (value: number) => value.toLocaleString("en-US");

/** "1 day", "31 days". */
export const counted = (count: number, thing: string) => `${number(count)} ${thing}${count === 1 ? "" : "s"}`;

export const daysBetween = (fromMs: number, toMs: number) => Math.floor((toMs - fromMs) / DAY_MS);

/** "20 Nov 2026, 14:03 UTC". */
export const instant = (iso: string | Date) => `${day(iso)}, ${clock(iso)} UTC`;

/** "between 14:00 and 15:00 UTC on 20 Nov 2026". */
export function hour(startsAt: string): string {
  const end = new Date(Date.parse(startsAt) + 60 * 60 * 1000);
  return `between ${clock(startsAt)} and ${clock(end)} UTC on ${day(startsAt)}`;
}

const day = (iso: string | Date) =>
  new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  }).format(new Date(iso));

const clock = (iso: string | Date) => new Date(iso).toISOString().slice(11, 16);
