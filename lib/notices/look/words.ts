/** "1 day", "30 days". */
export const counted = (count: number, thing: string) => `${count} ${thing}${count === 1 ? "" : "s"}`;

/** "20 Nov 2026, 14:03 UTC". */
export function instant(at: Date): string {
  const parts = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" } as const;
  return `${new Intl.DateTimeFormat("en-GB", parts).format(at)}, ${at.toISOString().slice(11, 16)} UTC`;
}
