import { expect, it } from "vitest";
import { burstSubject, EPISODE_GAP_MS } from "./refused-burst";

const NOW = Date.UTC(2026, 0, 29, 14);

it("a burst that goes on is the same one, and after a day of quiet a new one", () => {
  const began = "2026-01-20T03:00:00.000Z";
  expect(burstSubject(NOW, undefined)).toBe("2026-01-29T14:00:00.000Z");
  expect(burstSubject(NOW, { subject: began, lastSeenAtMs: NOW - EPISODE_GAP_MS })).toBe(began);
  expect(burstSubject(NOW, { subject: began, lastSeenAtMs: NOW - EPISODE_GAP_MS - 1 })).toBe(
    "2026-01-29T14:00:00.000Z",
  );
});
