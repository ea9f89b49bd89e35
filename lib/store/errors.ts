/** A database or data folder that cannot be used. Its message is the one line that a person sees. */
export class StoreError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "StoreError";
  }
}
