import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { logAccess } from "./access-log";
import { type HeaderSettings, prepareConsole } from "./console-headers";
import { healthz, type Life, readyz } from "./health";

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** What stands behind the one port. */
export type Planes = {
  gateway: Handler;
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
  return createServer(LIMITS, (request, response) => {
    if (life.phase === "draining") response.setHeader("Connection", "close");
    const url = request.url!;
    if (isCall(url)) return planes.gateway(request, response);
    if (url === "/healthz") return healthz(response);
    if (url === "/readyz") return void readyz(response, life.phase, planes.askDatabase);
    const requestId = prepareConsole(request, response, settings);
    logAccess(request, response, requestId);
    planes.console(request, response);
  });
}

const isCall = (url: string) => url.startsWith("/v1/") && !url.startsWith("/v1/api/");
