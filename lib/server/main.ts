import { pool } from "../db";
import { env } from "../env";
import { log } from "../log";
import { ensureAdmin } from "../organizations";
import { providePublicUrl } from "../public-url";
import { openStore } from "../store";
import { notYet, openConsole } from "./console";
import { createFront, type Planes } from "./front";
import { openGateway } from "./gateway";
import { greet } from "./greet";
import type { Life } from "./health";
import { listen } from "./listen";
import { OpenThings } from "./open-things";
import { reportFaults, stopOnSignal } from "./stop";
import { passUpgrades } from "./upgrades";

/** Starts everything in its order and serves until told to stop. Throws one of the errors made for people. */
export async function main(options: { dev: boolean }): Promise<void> {
  const opened = new OpenThings();
  try {
    await start(options.dev, opened);
  } catch (error) {
    await opened.closeAll();
    throw error;
  }
}

async function start(dev: boolean, opened: OpenThings): Promise<void> {
  const store = opened.add(await openStore("server"));
  for (const migration of store.migrated) log.info({ migration }, "migrated");
  const gateway = opened.add(await openGateway(store.url));
  await ensureAdmin();

  const life: Life = { phase: "starting" };
  const planes: Planes = {
    gateway: gateway.handle,
    console: notYet,
    askDatabase: () => pool().query("SELECT 1"),
  };
  const https = env().NEXTAUTH_URL?.startsWith("https:") ?? false;
  const server = createFront(planes, { dev, https, trustedProxies: env().GATEHOUSE_TRUSTED_PROXIES }, life);
  const port = await listen(server, env().PORT, env().GATEHOUSE_HOST);
  opened.add({ close: async () => server.closeAllConnections() });

  const publicUrl = providePublicUrl(port);
  const console = opened.add(await openConsole({ dev, hostname: "localhost", port }));
  planes.console = console.handle;
  const endUpgrades = dev ? passUpgrades(server, console.upgrade) : () => {};
  life.phase = "serving";
  reportFaults(opened);
  stopOnSignal({ server, life, opened, inFlight: gateway.inFlight, endUpgrades });
  await greet(publicUrl);
}
