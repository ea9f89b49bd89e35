import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as it arrived. `path` is as it was sent, still encoded. */
export type FakeRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
};

export type FakeServer = { url: string; requests: FakeRequest[]; close(): Promise<void> };

/** A server on a free port that keeps every request it answers. */
export async function listen(
  answer: (request: FakeRequest, res: ServerResponse) => unknown,
): Promise<FakeServer> {
  const requests: FakeRequest[] = [];
  const server = createServer({ keepAliveTimeout: 60_000 }, (req, res) => {
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => chunks.push(chunk));
    req.on("end", () => {
      const [path = "", query = ""] = (req.url ?? "").split("?", 2);
      const { method = "", headers } = req;
      const body = Buffer.concat(chunks);
      const request = { method, path, query: new URLSearchParams(query), headers, body };
      requests.push(request);
      Promise.resolve()
        .then(() => answer(request, res))
        .catch((error) => res.destroy(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function sendJson(
  res: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  const body = JSON.stringify(value);
  res.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    ...headers,
  });
  res.end(body);
}
