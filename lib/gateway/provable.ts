/** A request about to be proved. Its URL is only put together for the schemes that look at it. */
export class ProvableRequest {
  readonly method = "POST";

  constructor(
    private readonly origin: string,
    private readonly path: string,
    readonly headers: string[],
    readonly body: Buffer,
  ) {}

  get url(): URL {
    return new URL(this.origin + this.path);
  }
}
