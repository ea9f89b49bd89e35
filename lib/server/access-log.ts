import type { IncomingMessage, ServerResponse } from "node:http";
import { ADDRESS_HEADER } from "../address";
import { log } from "../log";
import { isPublicFile } from "./console-headers";

/** One line for each console request when it has ended. Never the query: the setup link's token is one. */
export function logAccess(request: IncomingMessage, response: ServerResponse, requestId: string): void {
  const startedMs = performance.now();
  const { method, url } = request;
  response.once("close", () => {
    const line = {
      requestId,
      method,
      path: withoutQuery(url),
      status: response.statusCode,
      finished: response.writableFinished,
      durationMs: Math.round(performance.now() - startedMs),
      address: request.headers[ADDRESS_HEADER],
    };
    if (isPublicFile(url)) log.debug(line, "request");
    else log.info(line, "request");
  });
}

const withoutQuery = (url: string | undefined) => url?.split(/[?#]/, 1)[0];
