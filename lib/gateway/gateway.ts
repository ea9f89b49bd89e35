import type { IncomingMessage, ServerResponse } from "node:http";
import { checkedAgent } from "../checked-agent";
import { LinkedSet } from "../linked-set";
import { Call, callOf } from "./call";
import { Checkpoints } from "./checkpoints";
import type { GatewayDeps } from "./deps";
import { Endings } from "./finish";
import { Forwarder } from "./forward";
import { Pipeline } from "./pipeline";
import { fault } from "./refuse";

export type Gateway = {
  /**
   * Answers one call. `awaitsContinue`: from the server's `checkContinue`, where the client waits for "100 Continue" before it sends
   * its body, and gets it only when its key passes.
   */
  handle(req: IncomingMessage, res: ServerResponse, awaitsContinue?: boolean): void;
  /** Calls that have begun and whose response has not closed yet. */
  inFlight(): number;
  /** Ends every call that is left, records it, and closes the connections to the upstreams. */
  close(): Promise<void>;
};

/** The data plane: authenticates each call, finds its upstream, and passes bytes both ways. */
export function createGateway(deps: GatewayDeps): Gateway {
  const { upstreamNetworks, upstreamTimeoutMs } = deps.limits;
  const agent = checkedAgent(upstreamNetworks, upstreamTimeoutMs);
  const pipeline = new Pipeline(new Forwarder(agent, deps.limits));
  const endings = new Endings(deps);
  const open = new LinkedSet<Call>();
  const checkpoints = new Checkpoints(open, deps.usage);

  function onClose(this: ServerResponse): void {
    const call = callOf(this);
    open.delete(call);
    call.ended = true;
    if (!this.writableFinished) call.upstream?.abort();
    endings.add(call);
  }

  return {
    handle(req, res, awaitsContinue = false) {
      const call = new Call(deps, endings, req, res, awaitsContinue);
      open.add(call);
      res.on("close", onClose);
      try {
        pipeline.start(call);
      } catch (error) {
        fault(call, error);
      }
    },
    inFlight: () => open.size,
    async close() {
      checkpoints.stop();
      await agent.destroy();
      for (const call of open) call.endings.add(call);
      endings.flush();
    },
  };
}
