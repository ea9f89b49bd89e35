import { log } from "../log";
import { type Cluster, startCluster } from "./cluster";
import type { ClusterOptions } from "./cluster-options";
import { sleep } from "./processes";

const RETRY_MS = 1000;

/** A cluster that is started again, on the same port, when it ends without having been asked to. */
export async function startSupervised(options: ClusterOptions): Promise<Pick<Cluster, "port" | "stop">> {
  let cluster = await startCluster(options);
  let stopping = false;
  const { port } = cluster;
  const watch = async () => {
    for (;;) {
      await cluster.exited;
      if (stopping) return;
      log.error("the embedded PostgreSQL ended by itself; it is started again");
      cluster = await restart(() => stopping, { ...options, port }, cluster);
    }
  };
  void watch();
  return {
    port,
    stop: (whenUnused) => {
      stopping = true;
      return cluster.stop(whenUnused);
    },
  };
}

async function restart(isStopping: () => boolean, options: ClusterOptions, ended: Cluster): Promise<Cluster> {
  while (!isStopping()) {
    try {
      return await startCluster(options);
    } catch (error) {
      log.error({ error: String(error) }, "the embedded PostgreSQL did not start; it is tried again");
      await sleep(RETRY_MS);
    }
  }
  return ended;
}
