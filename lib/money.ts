const NANO_PER_USD = 1_000_000_000n;
const DECIMALS = 9;

/** Reads dollars such as "0.15" as nano-USD, exactly. Null for what is no amount, is negative, or is finer than a nano-dollar. */
export function parseUsd(text: string): bigint | null {
  const match = /^(\d{1,9})(?:\.(\d{1,9}))?$/.exec(text.trim());
  if (!match) return null;
  return BigInt(match[1]!) * NANO_PER_USD + BigInt((match[2] ?? "").padEnd(DECIMALS, "0"));
}

/** Writes nano-USD as dollars without trailing zeros: 150000000n is "0.15". */
export function formatUsd(nanoUsd: bigint): string {
  const sign = nanoUsd < 0n ? "-" : "";
  const amount = nanoUsd < 0n ? -nanoUsd : nanoUsd;
  const fraction = String(amount % NANO_PER_USD)
    .padStart(DECIMALS, "0")
    .replace(/0+$/, "");
  return `${sign}${amount / NANO_PER_USD}${fraction && `.${fraction}`}`;
}
