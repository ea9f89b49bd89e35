// Run by tests as a process of its own: the gateway as the server puts it together, on a free port, without a console. Says the port in
// its first line and stops on SIGTERM as the server does: calls first, then what they left to write.
import { createServer } from "node:http";
import { env } from "../env";
import { openGateway } from "./gateway";
import { listen } from "./listen";

const gateway = await openGateway(env().DATABASE_URL!);
const server = createServer((request, response) => gateway.handle(request, response));
const port = await listen(server, 0, "127.0.0.1");
process.on("SIGTERM", async () => {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
  await gateway.close();
  process.exit(0);
});
process.stdout.write(`${port}\n`);
