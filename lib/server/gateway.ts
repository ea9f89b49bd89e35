import { CredentialUseRecorder, checkKek, RouteCache } from "../credentials";
import { closeDb, db } from "../db";
import { env } from "../env";
import { createGateway, type Gateway } from "../gateway";
import { UseRecorder, Verifier } from "../keys";
import { MemoryCounters } from "../limits";
import { ChangeListener } from "../listener";
import { OrganizationCache } from "../organizations";

/** Puts the gateway together: what it verifies, routes and records with. */
export async function openGateway(databaseUrl: string): Promise<Gateway> {
  await checkKek(db());
  const listener = new ChangeListener(databaseUrl);
  await listener.start();
  const verifier = new Verifier();
  const routes = new RouteCache();
  const uses = new UseRecorder();
  const credentialUses = new CredentialUseRecorder();
  uses.start();
  credentialUses.start();
  const usage = {
    append() {},
    checkpoint() {},
    keySpend: async () => ({ tokens: 0, costNanoUsd: 0n }),
    credits: async () => null,
    recentCalls: async () => [],
  };
  const organizations = new OrganizationCache();
  const counters = new MemoryCounters(usage);
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
      await Promise.allSettled([uses.stop(), credentialUses.stop()]);
      verifier.close();
      routes.close();
      organizations.close();
      counters.close();
      await listener.stop();
      await closeDb();
    },
  };
}
