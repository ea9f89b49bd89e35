import { onChange } from "../changes";
import { CoherentCache } from "../coherent-cache";
import { env } from "../env";
import { lookUpKey, type VerifiableKey } from "./look-up";
import { hashSecret, kindOf } from "./secret";

export type Denial =
  | "missing_api_key"
  | "invalid_api_key_format"
  | "invalid_api_key"
  | "revoked_api_key"
  | "disabled_api_key"
  | "expired_api_key"
  | "temporarily_unavailable";

export type Verdict =
  | { ok: true; key: VerifiableKey }
  | { ok: false; code: Denial; key: VerifiableKey | null };

const MAX_KEYS = 200_000;
const MAX_UNKNOWN = 10_000;
export const MAX_SECRET_LENGTH = 500;

/** Decides whether a presented secret may call, from memory wherever it can. */
export class Verifier {
  readonly #cache = new CoherentCache<VerifiableKey | null>({
    load: lookUpKey,
    maxEntries: MAX_KEYS,
    maxNegativeEntries: MAX_UNKNOWN,
    isNegative: (key) => key === null,
  });
  readonly close = onChange((change) => {
    if (change.kind === "key") this.#cache.invalidate(change.hash);
  });

  /** At once when the key is known here and current, else a promise. Never throws; expiry is compared on every call. */
  verify(presented: string | undefined, nowMs: number): Verdict | Promise<Verdict> {
    if (!presented) return denied("missing_api_key");
    const kind =
      presented.length > MAX_SECRET_LENGTH ? "mistyped" : kindOf(presented, env().GATEHOUSE_KEY_PREFIX);
    if (kind === "mistyped") return denied("invalid_api_key_format");
    const known = this.#cache.get(hashSecret(presented));
    if (known instanceof Promise) {
      return known.then(
        (key) => judge(key, kind, nowMs),
        () => denied("temporarily_unavailable"),
      );
    }
    return judge(known, kind, nowMs);
  }
}

export const denied = (code: Denial, key: VerifiableKey | null = null): Verdict => ({ ok: false, code, key });

/** The pure decision on what is known of a key. */
export function judge(key: VerifiableKey | null, kind: "standard" | "foreign", nowMs: number): Verdict {
  // Another system's key that was never imported is simply not one of ours.
  if (key === null) return denied(kind === "standard" ? "invalid_api_key" : "invalid_api_key_format");
  if (key.deleted) return denied("revoked_api_key", key);
  if (key.expiresAtMs !== null && key.expiresAtMs <= nowMs) return denied("expired_api_key", key);
  if (!key.enabled) return denied("disabled_api_key", key);
  return { ok: true, key };
}
