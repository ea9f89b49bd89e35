/** A start that cannot go on. Its message is the one line that a person sees. */
export class ServerError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ServerError";
  }
}
