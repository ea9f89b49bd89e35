import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { ADDRESS_HEADER, PATH_HEADER, remoteAddress } from "../address";
import { contentSecurityPolicy } from "./content-security-policy";

const SAME_FOR_ALL: [string, string][] = [
  ["X-Content-Type-Options", "nosniff"],
  ["X-Frame-Options", "DENY"],
  ["Referrer-Policy", "same-origin"],
  ["Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"],
  ["Cross-Origin-Opener-Policy", "same-origin"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
];
const HSTS = "max-age=31536000";

/** What Next and we read from a request because only the server can have written it. */
const OURS_ALONE =
  /^(content-security-policy(-report-only)?|x-nonce|x-request-id|x-gatehouse-.*|x-middleware-.*|x-invoke-.*|x-matched-path)$/;

export type HeaderSettings = { dev: boolean; https: boolean; trustedProxies: number };

/** Secures one console response, and tells the pages who asks and with which nonce. Returns the request's id. */
export function prepareConsole(
  request: IncomingMessage,
  response: ServerResponse,
  settings: HeaderSettings,
): string {
  const requestId = `req_${randomBytes(12).toString("hex")}`;
  const nonce = randomBytes(18).toString("base64");
  const policy = contentSecurityPolicy(nonce, settings.dev);
  for (const name of Object.keys(request.headers)) {
    if (OURS_ALONE.test(name)) delete request.headers[name];
  }
  // Next takes the nonce for its own scripts from the request's policy.
  request.headers["content-security-policy"] = policy;
  request.headers["x-nonce"] = nonce;
  request.headers["x-request-id"] = requestId;
  const address = remoteAddress(request, settings.trustedProxies);
  if (address) request.headers[ADDRESS_HEADER] = address;
  request.headers[PATH_HEADER] = pagePath(request.url!);

  response.setHeader("Content-Security-Policy", policy);
  response.setHeader("X-Request-Id", requestId);
  for (const [name, value] of SAME_FOR_ALL) response.setHeader(name, value);
  if (settings.https) response.setHeader("Strict-Transport-Security", HSTS);
  if (!isPublicFile(request.url)) response.setHeader("Cache-Control", "no-store");
  return requestId;
}

/** The page's own path and query; `_rsc` is Next's. */
const pagePath = (url: string) => url.replace(/([?&])_rsc=[^&]*&?/, "$1").replace(/[?&]$/, "");

/** Built files, which hold nothing of anybody's; everything else is somebody's page or data and is never kept. */
export const isPublicFile = (url: string | undefined) =>
  url !== undefined &&
  (url.startsWith("/_next/") || /^\/[^/?]+\.(svg|ico|png|txt|webmanifest)(\?|$)/.test(url));
