import type { Agent } from "undici";
import type { Call } from "./call";
import { upstreamHeaders } from "./headers";
import { withModel } from "./parse-body";
import { Relay } from "./relay";
import type { Resolved } from "./resolve-model";
import { targetOf } from "./targets";
import { refuseAddress } from "./upstream-failure";

/** Sends a call to its upstream. From here on the relay answers. */
export function forward(call: Call, agent: Agent, to: Resolved) {
  const { route, body } = call;
  if (route?.kind !== "forward" || body === null) throw new Error("this call has nothing to forward");
  const target = targetOf(to.credential, call.deps.limits.upstreamNetworks);
  call.credentialId = to.credential.id;
  if (target.refused !== null) return refuseAddress(call, target.refused);
  call.deps.credentialUses.record(to.credential.id, call.atMs);
  const relay = new Relay(call, target);
  call.upstream = relay;
  agent.dispatch(
    {
      origin: target.origin,
      path: target.basePath + route.path,
      method: "POST",
      headers: upstreamHeaders(call.req.headers, target),
      body: withModel(body, to.model),
    },
    relay,
  );
}
