export type PasswordStrength = { score: 0 | 1 | 2 | 3; label: string };

const LABELS = ["Too short", "Easy to guess", "Good", "Strong"] as const;
const MIN_LENGTH = 10;
const COMMON = /password|passwort|qwert|letmein|welcome|admin|gatehouse|123456|abcdef|iloveyou/gi;

/**
 * A hint, not a gate: how hard a password looks to guess. Repeats, runs and words that every list has count as one character
 * each, so that length made of them earns little.
 */
export function passwordStrength(password: string): PasswordStrength {
  if (password.length < MIN_LENGTH) return { score: 0, label: LABELS[0] };
  const bits = effectiveLength(password) * Math.log2(alphabet(password));
  const score = bits < 45 ? 1 : bits < 75 ? 2 : 3;
  return { score, label: LABELS[score] };
}

function effectiveLength(password: string): number {
  const rest = password.replace(COMMON, "\u0000");
  return [...rest].filter((character, index, all) => {
    const step = index > 0 ? character.codePointAt(0)! - all[index - 1]!.codePointAt(0)! : 2;
    return Math.abs(step) > 1;
  }).length;
}

function alphabet(password: string): number {
  const sizes: [RegExp, number][] = [
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/[0-9]/, 10],
    [/[^A-Za-z0-9]/, 33],
  ];
  return sizes.reduce((total, [pattern, size]) => total + (pattern.test(password) ? size : 0), 0);
}
