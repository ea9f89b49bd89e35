import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to PostgreSQL that can be cut: at once, or at the moment of an answer, so that nobody hears what became of a statement. */
export async function relay(url: string) {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let open = true;
  let swallow = false;
  const server = createServer((near) => {
    if (!open) return near.resetAndDestroy();
    const far = connect(Number(target.port), target.hostname);
    const cut = () => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", cut);
      socket.on("close", () => {
        sockets.delete(socket);
        cut();
      });
    }
    near.on("data", (chunk) => far.write(chunk));
    far.on("data", (chunk) => (swallow ? cut() : near.write(chunk)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const relayed = new URL(url);
  relayed.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: relayed.href,
    /** Nothing gets through until `mend`. */
    cut() {
      open = false;
      breakAll();
    },
    mend() {
      open = true;
      swallow = false;
    },
    /** The next answers do not arrive: their connections break instead. */
    swallowAnswers() {
      swallow = true;
    },
    close() {
      server.close();
      breakAll();
    },
  };
}
