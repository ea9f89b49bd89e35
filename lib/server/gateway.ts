import { CredentialUseRecorder, checkKek, RouteCache } from "../credentials";
import { closeDb, db } from "../db";
import { env } from "../env";
import { createGateway, type Gateway } from "../gateway";
import { UseRecorder, Verifier } from "../keys";
import { ChangeListener } from "../listener";
import { log } from "../log";

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
  const gateway = createGateway({
    verifier,
    routes,
    uses,
    credentialUses,
    onCall: (record) => log.debug(record, "call"),
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
      await listener.stop();
      await closeDb();
    },
  };
}
