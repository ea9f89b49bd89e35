import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Received = { headers: IncomingHttpHeaders; body: string; path: string };
type Answer = number | ((response: ServerResponse) => void);

/** Somebody who is sent notices. For tests. */
export type Receiver = {
  url: string;
  received: Received[];
  /** What it answers from now on: a status, or what to do with the response. */
  answers(answer: Answer): void;
  close(): Promise<void>;
};

/** Starts one on a free port; it answers 204. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let answer: Answer = 204;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
      path: request.url!,
    });
    if (typeof answer === "function") answer(response);
    else response.writeHead(answer).end();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    answers: (next) => {
      answer = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
