import type { IncomingMessage, ServerResponse } from "node:http";
import { newId } from "../ids";
import type { VerifiableKey } from "../keys";
import type { Reservation } from "../limits";
import type { Linked } from "../linked-set";
import type { Rates } from "../providers";
import type { GatewayDeps } from "./deps";
import type { Endings } from "./finish";
import type { ParsedBody } from "./parse-body";
import type { Plan } from "./plan-call";
import type { Outcome } from "./record";
import type { Resolved } from "./resolve-model";
import type { Protocol, Route } from "./routes";
import type { Usage } from "./usage";

const CALL = Symbol("call");
type Marked = { [CALL]?: Call };

/** The call that a request or response belongs to: lets listeners be plain functions, shared by every call. */
export const callOf = (message: IncomingMessage | ServerResponse): Call => (message as Marked)[CALL]!;

/** What a call asks of the one who speaks with its upstream. */
export type UpstreamSide = {
  /** The client has gone. */
  abort(): void;
  /** The client has room again. */
  resume(): void;
  /** Brings the call's usage, and whether it is an estimate, to what has passed so far. */
  measure(): void;
};

/** One call on its way through the steps: what is known of it so far. */
export class Call implements Linked<Call> {
  previous: Call | null = null;
  next: Call | null = null;
  /** When it began: the period and the windows that it counts in. */
  atMs = Date.now();
  readonly id = newId(this.atMs);
  readonly requestId = `req_${this.id}`;
  readonly startedMs = performance.now();
  key: VerifiableKey | null = null;
  address: string | null = null;
  route: Route | null = null;
  body: ParsedBody | null = null;
  plan: Plan | null = null;
  /** What each target of the plan costs; null for one without a price. */
  rates: (Rates | null)[] = [];
  /** Its hold on the limits; null before it was admitted. */
  reservation: Reservation | null = null;
  /** The bound of the output that the limits afford; null where nobody is told one. */
  grantedTokens: number | null = null;
  limitHeaders: readonly string[] = [];
  /** How many targets were tried, and the one that was tried last. */
  attempts = 0;
  target: Resolved | null = null;
  upstream: UpstreamSide | null = null;
  status = 0;
  code: string | null = null;
  outcome: Outcome = "client_gone";
  firstByteMs: number | null = null;
  usage: Usage | null = null;
  /** The usage was worked out from what passed: the provider did not say. */
  estimated = false;
  bytes = 0;
  /** Its end is decided: recorded, and told to the client, at the end of this turn. */
  over = false;
  /** What is sent last, or that the connection is broken instead. */
  last: string | Buffer | null = null;
  lastEncoding: BufferEncoding = "utf8";
  cut = false;
  /** The response is closed: nothing may be written any more. */
  ended = false;

  constructor(
    readonly deps: GatewayDeps,
    readonly endings: Endings,
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
}
