import { log } from "../log";

type Closable = { close(): Promise<void> };

/** What has been opened so far, to be closed in the reverse order whether the start got to its end or not. */
export class OpenThings {
  readonly #things: Closable[] = [];

  add<T extends Closable>(thing: T): T {
    this.#things.push(thing);
    return thing;
  }

  /** One that fails to close does not keep the others open. */
  async closeAll(): Promise<void> {
    for (const thing of this.#things.splice(0).reverse()) {
      await thing
        .close()
        .catch((error: unknown) => log.warn({ error: String(error) }, "stop: something did not close"));
    }
  }
}
