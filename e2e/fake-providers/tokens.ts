import { randomBytes } from "node:crypto";

/** Access tokens that an identity provider has issued and its services accept. */
export class IssuedTokens {
  lifeSeconds = 3599;
  readonly #expiresAtMs = new Map<string, number>();

  constructor(private readonly prefix: string) {}

  issue(): { access_token: string; expires_in: number; token_type: "Bearer" } {
    const token = this.prefix + randomBytes(96).toString("base64url");
    this.#expiresAtMs.set(token, Date.now() + this.lifeSeconds * 1000);
    return { access_token: token, expires_in: this.lifeSeconds, token_type: "Bearer" };
  }

  get issued(): string[] {
    return [...this.#expiresAtMs.keys()];
  }

  accepts(authorization: string | undefined): boolean {
    const token = authorization?.startsWith("Bearer ") ? authorization.slice("Bearer ".length) : "";
    return (this.#expiresAtMs.get(token) ?? 0) > Date.now();
  }
}
