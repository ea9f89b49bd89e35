import next from "next";
import { log } from "../log";
import { projectRoot } from "../store";
import { withBuiltFiles } from "./built-files";
import type { Handler } from "./front";
import type { UpgradeHandler } from "./upgrades";

export type Console = {
  handle: Handler;
  /** For `next dev`, whose pages hold a web socket open. */
  upgrade: UpgradeHandler;
  close(): Promise<void>;
};

/** Prepares Next, which answers everything that is not a call. */
export async function openConsole(options: {
  dev: boolean;
  hostname: string;
  port: number;
}): Promise<Console> {
  const app = next({ ...options, dir: projectRoot() });
  await app.prepare();
  const respond = app.getRequestHandler();
  const handle: Handler = (request, response) => {
    respond(request, response).catch((error: unknown) => {
      log.error({ error: String(error) }, "a page failed");
      response.destroy();
    });
  };
  return {
    handle: options.dev ? handle : withBuiltFiles(handle),
    upgrade: app.getUpgradeHandler(),
    close: () => app.close(),
  };
}

/** Answers for the moment between the port's opening and the pages being ready. */
export const notYet: Handler = (_, response) => {
  response.writeHead(503, { "Retry-After": "1", "Content-Type": "text/plain" });
  response.end("Gatehouse is starting.\n");
};
