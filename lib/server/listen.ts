import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ServerError } from "./errors";

/** Opens the port and returns it (a free one for port 0). Throws ServerError when it is taken or not ours to open. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => reject(new ServerError(explain(error, port, host)));
    server.once("error", fail);
    server.listen({ port, host, backlog: 1024 }, () => {
      server.off("error", fail);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function explain({ code, message }: NodeJS.ErrnoException, port: number, host: string): string {
  if (code === "EADDRINUSE")
    return `Port ${port} is taken by another program. Stop it, or set PORT to another one.`;
  if (code === "EACCES") return `Port ${port} may not be opened by this account. Set PORT to one above 1023.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `${host} (GATEHOUSE_HOST) is no address of this machine.`;
  return `Port ${port} cannot be opened: ${message}`;
}
