/** A credential that could not prove itself. The message is for logs and callers alike: it never holds a secret or a provider's own words. */
export class AuthorizeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "AuthorizeError";
  }
}
