import { remoteAddress } from "../address";
import { StoreUnavailableError } from "../coherent-cache";
import type { Routes } from "../credentials";
import type { Verdict } from "../keys";
import type { OrganizationLimits, Reservation } from "../limits";
import { admit } from "./admit";
import { authenticate } from "./authenticate";
import type { Call } from "./call";
import type { Forwarder } from "./forward";
import { answerModels } from "./models";
import { parseBody } from "./parse-body";
import { planCall } from "./plan-call";
import { readBody } from "./read-body";
import { DENIALS, type Refusal, TEMPORARILY_UNAVAILABLE } from "./refusals";
import { fault, refuse } from "./refuse";
import { type ForwardRoute, matchRoute } from "./routes";

/** The steps of a call, in order. Each ends the call or hands it to the next, at once where nothing has to be awaited. */
export class Pipeline {
  constructor(private readonly forwarder: Forwarder) {}

  start(call: Call) {
    const route = matchRoute(call.req.method ?? "", call.req.url ?? "");
    if ("status" in route) return refuse(call, route);
    call.route = route;
    proceed(call, authenticate(call), this.#authenticated);
  }

  // Each step is one function for all calls; what it needs to know stands on the call.
  readonly #authenticated = (call: Call, verdict: Verdict) => {
    const { deps, req } = call;
    call.key = verdict.key;
    // Who calls with a key that was switched off is worth knowing too.
    if (verdict.key) call.address = remoteAddress(req, deps.limits.trustedProxies);
    if (!verdict.ok) return refuse(call, DENIALS[verdict.code]);
    deps.uses.record(verdict.key.id, call.atMs, call.address, req.headers["user-agent"] ?? null);
    if (call.route!.kind === "forward") return readBody(call, this.#read);
    proceed(call, deps.routes.routes(verdict.key.projectId), answerModels);
  };

  readonly #read = (call: Call, body: Buffer) => {
    const parsed = parseBody(body);
    if ("status" in parsed) return refuse(call, parsed);
    call.body = parsed;
    proceed(call, call.deps.routes.routes(call.key!.projectId), this.#routed);
  };

  readonly #routed = (call: Call, routes: Routes) => {
    const plan = planCall(routes, call.body!.model, call.route as ForwardRoute);
    if ("status" in plan) return refuse(call, plan);
    call.plan = plan;
    proceed(call, call.deps.organizations.limits(call.key!.organizationId), this.#limited);
  };

  readonly #limited = (call: Call, organization: OrganizationLimits) =>
    proceed(call, admit(call, organization), this.#admitted);

  readonly #admitted = (call: Call, admitted: Reservation | Refusal) => {
    if ("status" in admitted) return refuse(call, admitted);
    this.forwarder.forward(call, call.plan!);
  };
}

/** Goes on with a value now when it is here, later when it is promised. */
function proceed<T extends object>(call: Call, value: T | Promise<T>, next: (call: Call, value: T) => void) {
  if (!(value instanceof Promise)) return next(call, value);
  value
    .then((value) => {
      if (!call.ended) next(call, value);
    })
    .catch((error: unknown) => {
      if (error instanceof StoreUnavailableError) refuse(call, TEMPORARILY_UNAVAILABLE);
      else fault(call, error);
    });
}
