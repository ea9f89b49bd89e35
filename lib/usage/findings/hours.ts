const HOUR_MS = 60 * 60 * 1000;

/** Hours of the clock in UTC, each up to its end or to now. */
export type Hours = { startsAtMs: number; untilMs: number }[];

/** The hour that an instant is in, and the last complete one, whose calls may have been written late. */
export function hoursToLookAt(nowMs: number): Hours {
  const startsAtMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
  return [
    { startsAtMs: startsAtMs - HOUR_MS, untilMs: startsAtMs },
    { startsAtMs, untilMs: nowMs },
  ];
}

export const hourOf = (hours: Hours, startsAtMs: number) =>
  hours.find((hour) => hour.startsAtMs === startsAtMs)!;
