import type { OpenEndpoint, OpenTarget, Routes } from "../credentials";
import { MAX_FALLBACKS } from "../endpoints";
import { chooseTarget } from "./choose-target";
import { invalidRequest, type Refusal, refusal } from "./refusals";
import { type Resolved, resolveModel } from "./resolve-model";
import { canSpeak, indexOf, routesFor } from "./route-index";
import type { ForwardRoute, Protocol } from "./routes";

const MAX_ATTEMPTS = 1 + MAX_FALLBACKS;

/** Where a call goes: the targets in the order in which they are tried. */
export type Plan = { attempts: Resolved[]; endpoint: OpenEndpoint | null };

/** An endpoint's slug comes before every model's name. A name that leads nowhere, or to several, may yet lead to one that speaks the protocol. */
export function planCall(routes: Routes, model: string, route: ForwardRoute): Plan | Refusal {
  const endpoint = indexOf(routes).endpoints.get(model);
  if (endpoint) return planEndpoint(routes, endpoint, route);
  const resolved = resolveModel(routes, model);
  if (!("status" in resolved)) return { attempts: [resolved], endpoint: null };
  const narrow = routesFor(routes, route.protocol);
  const narrowed = narrow === routes ? resolved : resolveModel(narrow, model);
  return "status" in narrowed ? resolved : { attempts: [narrowed], endpoint: null };
}

/**
 * One weighted target, then the fallbacks in their order. Those whose credential is gone are skipped where they stand, so that
 * the shares of the others stay what they are; those that do not speak the protocol are left out before anything is chosen.
 */
function planEndpoint(routes: Routes, endpoint: OpenEndpoint, route: ForwardRoute): Plan | Refusal {
  const live = endpoint.targets.filter((target) => resolve(routes, target) !== null);
  if (live.length === 0) return abandoned(endpoint);
  const fitting = endpoint.targets.filter((target) => fits(routes, target, route.protocol));
  const chosen = chooseTarget(fitting, Math.random());
  const order = [...(chosen ? [chosen] : []), ...fitting.filter(({ weight }) => weight === null)];
  const attempts = order.map((target) => resolve(routes, target)).filter((resolved) => resolved !== null);
  if (attempts.length > 0) return { attempts: attempts.slice(0, MAX_ATTEMPTS), endpoint };
  return live.some((target) => fitting.includes(target)) ? abandoned(endpoint) : unspoken(endpoint, route);
}

function resolve(routes: Routes, { credentialId, model }: OpenTarget): Resolved | null {
  const credential = credentialId === null ? undefined : indexOf(routes).byId.get(credentialId);
  return credential ? { credential, model } : null;
}

function fits(routes: Routes, target: OpenTarget, protocol: Protocol): boolean {
  const resolved = resolve(routes, target);
  return resolved === null || canSpeak(resolved.credential, protocol);
}

const abandoned = ({ slug }: OpenEndpoint) =>
  refusal(
    404,
    "no_credential",
    `The LLM API key that endpoint '${slug}' leads to was deleted. An admin can give the endpoint another target.`,
    "model",
  );

const unspoken = ({ slug }: OpenEndpoint, { name }: ForwardRoute) =>
  invalidRequest(`No target of endpoint '${slug}' can be called through ${name}.`, "model");
