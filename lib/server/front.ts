import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { logAccess } from "./access-log";
import { type HeaderSettings, prepareConsole } from "./console-headers";
import { prepareForNext } from "./for-next";
import { healthz, type Life, readyz } from "./health";

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** What stands behind the one port. */
export type Planes = {
  gateway(request: IncomingMessage, response: ServerResponse, awaitsContinue: boolean): void;
  console: Handler;
  /** One cheap question to the database. */
  askDatabase(): Promise<unknown>;
};

const LIMITS = {
  maxHeaderSize: 32 * 1024,
  headersTimeout: 30_000,
  // For receiving a request; a streamed answer may take as long as it likes.
  requestTimeout: 300_000,
  // Longer than the idle timeout of common load balancers, so that they never meet a closing connection.
  keepAliveTimeout: 75_000,
};

/** The one HTTP server: calls go to the gateway with nothing in between, the rest to the console. */
export function createFront(planes: Planes, settings: HeaderSettings, life: Life): Server {
  const answer = (request: IncomingMessage, response: ServerResponse, awaitsContinue: boolean) => {
    if (life.phase === "draining") response.setHeader("Connection", "close");
    const url = request.url!;
    if (isCall(url)) return planes.gateway(request, response, awaitsContinue);
    if (awaitsContinue) response.writeContinue();
    if (url === "/healthz") return healthz(response);
    if (url === "/readyz") return void readyz(response, life.phase, planes.askDatabase);
    const requestId = prepareConsole(request, response, settings);
    logAccess(request, response, requestId);
    if (prepareForNext(request, response)) planes.console(request, response);
  };
  const server = createServer(LIMITS, (request, response) => answer(request, response, false));
  // A call that asks for leave to send its body gets it from the gateway, once its key has passed.
  return server.on("checkContinue", (request, response) => answer(request, response, true));
}

const isCall = (url: string) => url.startsWith("/v1/") && !url.startsWith("/v1/api/");
