import type { Usage } from "./usage";

/** How a call ended. `refused` is our own decision; `upstream_error` the provider's, or its silence. */
export type Outcome = "success" | "refused" | "upstream_error" | "client_gone" | "timeout";

/** What is known of one call when it is over. Holds no secret and none of what was said. */
export type CallRecord = {
  requestId: string;
  atMs: number;
  keyId: string | null;
  projectId: string | null;
  organizationId: string | null;
  route: string | null;
  /** As the application named it. */
  model: string | null;
  /** The endpoint's slug, where it named one. */
  endpoint: string | null;
  /** The credential that was tried last, and the model's name there. */
  credentialId: string | null;
  upstreamModel: string | null;
  /** How many targets were tried. */
  attempts: number;
  /** What the client was told; 499 when it left before it was told anything. */
  status: number;
  code: string | null;
  outcome: Outcome;
  streamed: boolean;
  latencyMs: number;
  firstByteMs: number | null;
  usage: Usage | null;
  /** Bytes of the answer's body. */
  bytes: number;
};
