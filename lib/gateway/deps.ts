import type { CredentialUseRecorder, RouteCache } from "../credentials";
import type { UseRecorder, Verifier } from "../keys";
import type { Network } from "../network";
import type { CallRecord } from "./record";

/** The part of the settings that the gateway obeys. */
export type GatewayLimits = {
  maxBodyBytes: number;
  /** How long an upstream may take to its first header, and between two chunks after it. */
  upstreamTimeoutMs: number;
  upstreamNetworks: readonly Network[];
  trustedProxies: number;
};

/** What the gateway is given: who may call, what a project can reach, and where to tell what happened. */
export type GatewayDeps = {
  verifier: Pick<Verifier, "verify">;
  routes: Pick<RouteCache, "routes">;
  uses: Pick<UseRecorder, "record">;
  credentialUses: Pick<CredentialUseRecorder, "record">;
  /** Told once about every call, whatever its end. Must be cheap and must not throw. */
  onCall(record: CallRecord): void;
  limits: GatewayLimits;
};
