import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type GatewayProcess = {
  url: string;
  /** Without any notice, as the machine's power would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
};

/** A data folder for processes that follow each other. */
export function dataFolder() {
  const path = mkdtempSync(join(tmpdir(), "gatehouse-data-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A gateway in a process of its own, with the settings of this one. */
export async function startGatewayProcess(
  env: { GATEHOUSE_DATA_DIR: string } & Record<string, string>,
): Promise<GatewayProcess> {
  const program = join(import.meta.dirname, "testing.gateway.ts");
  const child = spawn(process.execPath, ["--import", "tsx", program], {
    env: { ...process.env, GATEHOUSE_UPSTREAM_NETWORKS: "loopback", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [first] = await Promise.race([
    once(child.stdout, "data"),
    once(child, "exit").then(() => {
      throw new Error("the gateway did not start");
    }),
  ]);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  };
  return {
    url: `http://127.0.0.1:${String(first).trim()}/v1`,
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
  };
}

/** A way to the database that can be cut: everything that is open breaks, and nothing new opens until it is mended. */
export async function databaseCable(url: string) {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => sockets.delete(socket));
    }
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, "127.0.0.1", () => resolve()));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const through = new URL(url);
  through.hostname = "127.0.0.1";
  through.port = String(port);
  const cut = async () => {
    const closed = once(server, "close");
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return { url: through.href, cut, mend: () => listen(port) };
}
