import type { IncomingMessage, ServerResponse } from "node:http";

const API = "/v1/api/";
/** An address that the API never has. */
const NO_ADDRESS = `${API}-`;
/** A method that Next knows, and no address of the API takes. */
const NO_METHOD = "PUT";
/** Those that Next passes on to a route. */
const PASSED_ON = new Set(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]);

/**
 * Next fails on methods that it does not know and on paths that cannot be decoded. Below the API they become what its routes refuse in
 * its own words: 405 with the address's methods, and 404. Elsewhere such a path is refused here. Returns whether there is something to pass on.
 */
export function prepareForNext(request: IncomingMessage, response: ServerResponse): boolean {
  const isApi = request.url!.startsWith(API);
  if (isApi && !PASSED_ON.has(request.method!)) request.method = NO_METHOD;
  if (isDecodable(request.url!)) return true;
  if (isApi) request.url = NO_ADDRESS;
  else refuse(response);
  return isApi;
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.split(/[?#]/, 1)[0]!);
    return true;
  } catch {
    return false;
  }
}

function refuse(response: ServerResponse): void {
  response.writeHead(400, { "Content-Type": "text/plain" });
  response.end("This address is not written correctly: a percent sign in it has to be %25.\n");
}
