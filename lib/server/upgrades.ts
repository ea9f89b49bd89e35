import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";

export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>;

/**
 * Passes web sockets on, and returns the way to end them: an HTTP server forgets an upgraded connection, yet does not close
 * before it is gone.
 */
export function passUpgrades(server: Server, handle: UpgradeHandler): () => void {
  const sockets = new Set<Duplex>();
  server.on("upgrade", (request, socket, head) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    handle(request, socket, head).catch(() => socket.destroy());
  });
  return () => {
    for (const socket of sockets) socket.destroy();
  };
}
