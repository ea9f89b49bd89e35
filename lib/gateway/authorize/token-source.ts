import { log } from "../../log";

export type Token = { text: string; expiresAtMs: number };

const REFRESH_BEFORE_MS = 5 * 60_000;
/** How long an identity provider that gave no token is left in peace. */
const RETRY_AFTER_MS = 2000;

/**
 * A short-lived token and its successors. Calls wait for the first one together; later ones are fetched in the background, five
 * minutes before the end or halfway through a shorter life, and a token in hand serves until it ends.
 */
export class TokenSource {
  #token: (Token & { refreshAtMs: number }) | null = null;
  #fetching: Promise<string> | null = null;
  #failed: { error: unknown; untilMs: number } | null = null;

  constructor(
    private readonly fetchToken: () => Promise<Token>,
    private readonly clock: () => number = () => Date.now(),
  ) {}

  /** The token, at once while there is one. Rejects with what the fetch failed with. */
  get(): string | Promise<string> {
    const nowMs = this.clock();
    const token = this.#token;
    const resting = this.#failed !== null && this.#failed.untilMs > nowMs;
    if (token === null || token.expiresAtMs <= nowMs) {
      return resting ? Promise.reject(this.#failed!.error) : this.#fetch();
    }
    if (token.refreshAtMs <= nowMs && this.#fetching === null && !resting) this.#refresh();
    return token.text;
  }

  #refresh(): void {
    this.#fetch().catch((error: Error) => {
      log.warn({ reason: error.message }, "gateway: a token was not refreshed");
    });
  }

  #fetch(): Promise<string> {
    this.#fetching ??= this.fetchToken()
      .then(
        (token) => this.#keep(token),
        (error: unknown) => {
          this.#failed = { error, untilMs: this.clock() + RETRY_AFTER_MS };
          throw error;
        },
      )
      .finally(() => {
        this.#fetching = null;
      });
    return this.#fetching;
  }

  #keep(token: Token): string {
    const nowMs = this.clock();
    const lifeMs = token.expiresAtMs - nowMs;
    this.#failed = null;
    this.#token = { ...token, refreshAtMs: token.expiresAtMs - Math.min(REFRESH_BEFORE_MS, lifeMs / 2) };
    return token.text;
  }
}
