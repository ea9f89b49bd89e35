const STEPS = [1, 2, 2.5, 5, 10];
const MOST = 4;

/** Round values for an axis, from nothing to just above the greatest value: 0, 5000, 10000, 15000. */
export function ticksTo(greatest: number, { whole = false } = {}): number[] {
  if (!(greatest > 0)) return [0, 1];
  const magnitude = 10 ** Math.floor(Math.log10(greatest / MOST));
  const steps = STEPS.map((step) => round(step * magnitude)).filter(
    (step) => !whole || Number.isInteger(step),
  );
  const step = steps.find((candidate) => candidate * MOST >= greatest) ?? 1;
  const count = Math.ceil(round(greatest / step));
  return Array.from({ length: count + 1 }, (_, place) => round(place * step));
}

/** Without what floats add: 0.30000000000000004. */
const round = (value: number) => Number(value.toPrecision(12));
