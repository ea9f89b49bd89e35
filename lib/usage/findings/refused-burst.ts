const HOUR_MS = 60 * 60 * 1000;

/** As many refusals with 401 within an hour of the clock are a burst. */
export const LEAST_REFUSALS = 20;
/** A burst that comes back within this is the same one still going on. */
export const EPISODE_GAP_MS = 24 * HOUR_MS;

/** The name of the burst that an hour belongs to: the one before, where that has hardly ended, else a new one. */
export function burstSubject(
  startsAtMs: number,
  before: { subject: string; lastSeenAtMs: number } | undefined,
): string {
  if (before && startsAtMs - before.lastSeenAtMs <= EPISODE_GAP_MS) return before.subject;
  return new Date(startsAtMs).toISOString();
}
