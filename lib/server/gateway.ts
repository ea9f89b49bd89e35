import { CredentialUseRecorder, checkKek, PriceSweep, RouteCache } from "../credentials";
import { closeDb, db } from "../db";
import { dataPath, env } from "../env";
import { createGateway, type Gateway } from "../gateway";
import { UseRecorder, Verifier } from "../keys";
import { MemoryCounters } from "../limits";
import { ChangeListener } from "../listener";
import { DeliveryJob, NoticesJob } from "../notices";
import { OrganizationCache } from "../organizations";
import { FindingsJob, UsageExpiry, UsageRecorder } from "../usage";

/** Puts the gateway together: what it verifies, routes, limits and records with, and the jobs that look after what it recorded. */
export async function openGateway(databaseUrl: string): Promise<Gateway> {
  await checkKek(db());
  const listener = new ChangeListener(databaseUrl);
  await listener.start();
  const usage = new UsageRecorder({ folder: dataPath("spool") });
  const uses = new UseRecorder();
  const credentialUses = new CredentialUseRecorder();
  const looking = [new FindingsJob(), new NoticesJob(), new DeliveryJob()];
  const jobs = [usage, uses, credentialUses, new UsageExpiry(), ...looking, new PriceSweep()];
  // What a process that is gone has left is counted before the first call asks for it.
  for (const job of jobs) await job.start();
  const verifier = new Verifier();
  const routes = new RouteCache();
  const organizations = new OrganizationCache();
  const counters = new MemoryCounters(usage);
  const caches = [verifier, routes, organizations, counters];
  const gateway = createGateway({
    verifier,
    routes,
    uses,
    credentialUses,
    organizations,
    counters,
    usage,
    limits: {
      maxBodyBytes: env().GATEHOUSE_MAX_BODY_BYTES,
      upstreamTimeoutMs: env().GATEHOUSE_UPSTREAM_TIMEOUT_SECONDS * 1000,
      upstreamNetworks: env().GATEHOUSE_UPSTREAM_NETWORKS,
      trustedProxies: env().GATEHOUSE_TRUSTED_PROXIES,
    },
  });
  return {
    handle: gateway.handle,
    inFlight: gateway.inFlight,
    async close() {
      await gateway.close();
      // What is pending is written while the database is still there; a refusal must not keep the rest from closing.
      await Promise.allSettled(jobs.map((job) => job.stop()));
      for (const cache of caches) cache.close();
      await listener.stop();
      await closeDb();
    },
  };
}
