import type { CredentialUseRecorder, RouteCache } from "../credentials";
import type { UseRecorder, Verifier } from "../keys";
import type { Counters, OrganizationLimits } from "../limits";
import type { Network } from "../network";
import type { UsageRecord } from "../usage";

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
  organizations: { limits(organizationId: string): OrganizationLimits | Promise<OrganizationLimits> };
  counters: Counters;
  usage: {
    /** Told once about every call, whatever its end: what it is told must last. Must be cheap and must not throw. */
    append(records: readonly UsageRecord[]): void;
    /** How calls that are still under way stand; replaced by what comes later under the same id. */
    checkpoint(records: readonly UsageRecord[]): void;
  };
  limits: GatewayLimits;
};
