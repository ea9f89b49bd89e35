/** One of several by weight; `random` is in [0, 1). Null where nothing weighs anything. */
export function chooseTarget<T extends { weight: number | null }>(
  targets: readonly T[],
  random: number,
): T | null {
  const total = targets.reduce((sum, { weight }) => sum + (weight ?? 0), 0);
  let left = random * total;
  for (const target of targets) {
    left -= target.weight ?? 0;
    if (left < 0) return target;
  }
  return null;
}
