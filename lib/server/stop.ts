import type { Server } from "node:http";
import { env } from "../env";
import { log } from "../log";
import { drain } from "./drain";
import type { Life } from "./health";
import type { OpenThings } from "./open-things";
import { onStopSignal } from "./signals";

export type Running = {
  server: Server;
  life: Life;
  opened: OpenThings;
  inFlight(): number;
  endUpgrades(): void;
};

/** On SIGTERM or Ctrl-C: lets calls in flight finish, then writes, closes and stops everything, and exits with 0. */
export function stopOnSignal({ server, life, opened, inFlight, endUpgrades }: Running): void {
  let force = () => {};
  const forced = new Promise<void>((resolve) => {
    force = resolve;
  });
  const stop = async () => {
    log.info({ callsInFlight: inFlight() }, "stopping");
    endUpgrades();
    const finished = await drain(server, life, env().GATEHOUSE_DRAIN_SECONDS * 1000, forced);
    if (!finished) log.warn("stop: some calls were cut off");
    await opened.closeAll();
    log.info("stopped");
    process.exit(0);
  };
  onStopSignal(
    () => void stop(),
    () => force(),
  );
}

/** A fault that nobody caught: the promise kind is logged, the other leaves the process in an unknown state and ends it. */
export function reportFaults(opened: OpenThings): void {
  process.on("unhandledRejection", (reason) => {
    log.error({ error: reason instanceof Error ? reason.stack : String(reason) }, "a promise was rejected");
  });
  process.on("uncaughtException", async (error) => {
    log.fatal({ error: error.stack }, "a fault that nobody caught; the process ends");
    await opened.closeAll();
    process.exit(1);
  });
}
