import type { Agent } from "undici";
import { log } from "../log";
import { boundedBody } from "./admit";
import { AuthorizeError, authorize, type Via } from "./authorize";
import type { Call } from "./call";
import type { GatewayLimits } from "./deps";
import { upstreamHeaders } from "./headers";
import type { Plan } from "./plan-call";
import { ProvableRequest } from "./provable";
import { fault, refuse } from "./refuse";
import { Relay } from "./relay";
import { hiddenOf, type Target, targetOf } from "./targets";
import { failUpstream, reasonOf, refuseAddress } from "./upstream-failure";
import type { Exchange } from "./wires";

/** Sends calls to their targets, one after the other as long as none has answered. From the sending on a relay answers. */
export class Forwarder {
  readonly #via: Via;

  constructor(
    private readonly agent: Agent,
    private readonly limits: GatewayLimits,
  ) {
    this.#via = { agent, networks: limits.upstreamNetworks };
  }

  forward(call: Call, plan: Plan): void {
    call.plan = plan;
    this.#attempt(call);
  }

  /** Tries the next target instead of the one that failed; false when there is none, or the client has been told something. */
  tryNext(call: Call, reason: string): boolean {
    const { plan, attempts, target, requestId, res } = call;
    if (!plan || attempts >= plan.attempts.length || call.ended || res.headersSent) return false;
    const credentialId = target?.credential.id;
    log.warn({ requestId, credentialId, reason }, "gateway: a target failed, the next one is tried");
    try {
      this.#attempt(call);
    } catch (error) {
      // Called from timers and from the agent, where nobody else would catch it.
      fault(call, error);
    }
    return true;
  }

  #attempt(call: Call) {
    const { route, body, plan } = call;
    if (route?.kind !== "forward" || !body || !plan) throw new Error("this call has nothing to forward");
    const to = plan.attempts[call.attempts++]!;
    call.target = to;
    const target = targetOf(to.credential, this.limits.upstreamNetworks);
    if (target.refused !== null) {
      if (!this.tryNext(call, "its address is refused")) refuseAddress(call, target.refused);
      return;
    }
    const exchange = target.adapter(route, boundedBody(call, to), to);
    if ("status" in exchange) return refuse(call, exchange);
    const headers = upstreamHeaders(call.req.headers, route.protocol, exchange.headers);
    const path = target.basePath + exchange.path;
    const request = new ProvableRequest(target.origin, path, headers, exchange.body);
    const proof = authorize(to.credential, request, this.#via);
    if (proof instanceof Promise) this.#await(call, target, exchange, request, proof);
    else this.#send(call, target, exchange, request, proof);
  }

  #await(
    call: Call,
    target: Target,
    exchange: Exchange,
    request: ProvableRequest,
    promised: Promise<string[]>,
  ): void {
    promised
      .then((proof) => {
        if (!call.ended) this.#send(call, target, exchange, request, proof);
      })
      .catch((error: unknown) => {
        if (!(error instanceof AuthorizeError)) return fault(call, error);
        if (!this.tryNext(call, reasonOf(error))) failUpstream(call, error);
      });
  }

  #send(
    call: Call,
    { origin, basePath }: Target,
    exchange: Exchange,
    request: ProvableRequest,
    proof: string[],
  ) {
    const { credential } = call.target!;
    const { upstreamTimeoutMs } = this.limits;
    const timeoutMs = call.plan!.endpoint?.timeoutMs ?? null;
    // The relay itself keeps an endpoint's time, to the first byte; the agent's must not end before it.
    const waitMs = Math.max(timeoutMs ?? 0, upstreamTimeoutMs);
    call.deps.credentialUses.record(credential.id, call.atMs);
    request.headers.push(...proof);
    const relay = new Relay(call, hiddenOf(credential, proof), exchange, this, timeoutMs);
    call.upstream = relay;
    this.agent.dispatch(
      {
        origin,
        path: basePath + exchange.path,
        method: "POST",
        headers: request.headers,
        body: exchange.body,
        headersTimeout: waitMs,
        bodyTimeout: waitMs,
      },
      relay,
    );
  }
}
