import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checksum, displaySecret, generateSecret, hashSecret, isSecret } from "./secret";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

describe("a secret", () => {
  it("has the prefix, 43 random characters and 6 of checksum", () => {
    expect(generateSecret("gk")).toMatch(/^gk_[0-9A-Za-z]{49}$/);
    expect(isSecret(generateSecret("acme1"))).toBe(true);
  });

  it("never repeats and uses the whole alphabet evenly", () => {
    const secrets = Array.from({ length: 2000 }, () => generateSecret("gk"));
    expect(new Set(secrets).size).toBe(2000);
    const counts = new Map<string, number>();
    for (const secret of secrets)
      for (const c of secret.slice(3, 46)) counts.set(c, (counts.get(c) ?? 0) + 1);
    const expected = (2000 * 43) / 62;
    for (const c of ALPHABET) expect(Math.abs((counts.get(c) ?? 0) - expected)).toBeLessThan(expected * 0.2);
  });

  it("holds CRC-32 of its random part, base62 with digits first", () => {
    // CRC-32("123456789") is 0xCBF43926, the check value of the CRC catalogue.
    const expected = [...checksum("123456789")].reduce((sum, c) => sum * 62 + ALPHABET.indexOf(c), 0);
    expect(expected).toBe(0xcbf43926);
  });

  it("is refused when one character is mistyped", () => {
    const anySecret = fc.constant(null).map(() => generateSecret("gk"));
    const typo = fc.record({
      secret: anySecret,
      at: fc.integer({ min: 3, max: 51 }),
      to: fc.constantFrom(...ALPHABET),
    });
    fc.assert(
      fc.property(typo, ({ secret, at, to }) => {
        const mistyped = secret.slice(0, at) + to + secret.slice(at + 1);
        return isSecret(mistyped) === (mistyped === secret);
      }),
      { numRuns: 2000 },
    );
  });

  it("shows only its prefix and last four characters", () => {
    const secret = generateSecret("gk");
    expect(displaySecret(secret)).toBe(`gk_…${secret.slice(-4)}`);
  });

  it("is stored as its SHA-256", () => {
    expect(hashSecret("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
});
