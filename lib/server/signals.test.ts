import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { onStopSignal } from "./signals";

let off: () => void;
const stop = vi.fn();
const force = vi.fn();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
  off = onStopSignal(stop, force);
});
afterEach(() => {
  off();
  vi.useRealTimers();
  vi.clearAllMocks();
});

const receive = (signal: "SIGINT" | "SIGTERM") => process.emit(signal, signal);

test("a Ctrl-C that arrives twice, as npm passes it on, is one wish to stop", () => {
  receive("SIGINT");
  vi.advanceTimersByTime(300);
  receive("SIGINT");
  expect(stop).toHaveBeenCalledTimes(1);
  expect(force).not.toHaveBeenCalled();
});

test("a later signal forces", () => {
  receive("SIGTERM");
  vi.advanceTimersByTime(2000);
  receive("SIGINT");
  expect([stop.mock.calls.length, force.mock.calls.length]).toEqual([1, 1]);
});
