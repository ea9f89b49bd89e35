import { join } from "node:path";
import sirv from "sirv";
import { projectRoot } from "../store";
import type { Handler } from "./front";

const PREFIX = "/_next/static";

/** Serves the build's scripts and styles, which never change under their names, as the build compressed them; the rest goes on. */
export function withBuiltFiles(next: Handler, folder = join(projectRoot(), ".next/static")): Handler {
  const serve = sirv(folder, { brotli: true, immutable: true, maxAge: 31_536_000 });
  return (request, response) => {
    const { url = "/" } = request;
    if (!url.startsWith(`${PREFIX}/`)) return next(request, response);
    request.url = url.slice(PREFIX.length);
    serve(request, response, () => {
      request.url = url;
      next(request, response);
    });
  };
}
