import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { VerifiableKey } from "../keys";
import type { GatewayDeps } from "./deps";
import type { ParsedBody } from "./parse-body";
import type { Plan } from "./plan-call";
import type { CallRecord, Outcome } from "./record";
import type { Resolved } from "./resolve-model";
import type { Protocol, Route } from "./routes";
import type { Usage } from "./usage";

// Unique without asking for randomness on every call: the process, and a number in it.
const PROCESS = `req_${randomBytes(8).toString("hex")}-`;
let number = 0;

const CALL = Symbol("call");
type Marked = { [CALL]?: Call };

/** The call that a request or response belongs to: lets listeners be plain functions, shared by every call. */
export const callOf = (message: IncomingMessage | ServerResponse): Call => (message as Marked)[CALL]!;

/** One call on its way through the steps: what is known of it so far. */
export class Call {
  readonly requestId = `${PROCESS}${(number++).toString(36)}`;
  readonly atMs = Date.now();
  readonly startedMs = performance.now();
  key: VerifiableKey | null = null;
  route: Route | null = null;
  body: ParsedBody | null = null;
  plan: Plan | null = null;
  /** How many targets were tried, and the one that was tried last. */
  attempts = 0;
  target: Resolved | null = null;
  status = 0;
  code: string | null = null;
  outcome: Outcome = "client_gone";
  firstByteMs: number | null = null;
  usage: Usage | null = null;
  bytes = 0;
  /** The response is closed: nothing may be written any more. */
  ended = false;
  /** Ends the upstream's side when the client has gone. */
  upstream: { abort(): void; resume(): void } | null = null;

  constructor(
    readonly deps: GatewayDeps,
    readonly req: IncomingMessage,
    readonly res: ServerResponse,
    /** The client waits for "100 Continue" before it sends its body. */
    readonly awaitsContinue: boolean,
  ) {
    (req as Marked)[CALL] = this;
    (res as Marked)[CALL] = this;
  }

  /** What the client speaks; null where nothing is forwarded. */
  get protocol(): Protocol | null {
    return this.route?.kind === "forward" ? this.route.protocol : null;
  }

  /** The record of a call whose response has closed. */
  record(): CallRecord {
    const complete = this.res.writableFinished;
    return {
      requestId: this.requestId,
      atMs: this.atMs,
      keyId: this.key?.id ?? null,
      projectId: this.key?.projectId ?? null,
      organizationId: this.key?.organizationId ?? null,
      route: this.route?.name ?? null,
      model: this.body?.model ?? null,
      endpoint: this.plan?.endpoint?.slug ?? null,
      credentialId: this.target?.credential.id ?? null,
      upstreamModel: this.target?.model ?? null,
      attempts: this.attempts,
      status: this.status || 499,
      code: this.code,
      outcome: complete || this.outcome !== "success" ? this.outcome : "client_gone",
      streamed: this.body?.streamed ?? false,
      latencyMs: performance.now() - this.startedMs,
      firstByteMs: this.firstByteMs,
      usage: this.usage,
      bytes: this.bytes,
    };
  }
}
