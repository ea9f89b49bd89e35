import { priceOf } from "../credentials";
import type { Admission, AdmissionRequest, Estimate, OrganizationLimits, Reservation } from "../limits";
import { log } from "../log";
import type { Call } from "./call";
import { countedEstimateOf, estimateOf, NOTHING_LIMITED } from "./call-estimate";
import { limitRefusal, modelNotPriced } from "./limit-refusals";
import { outputBound, withOutputBound } from "./output-bound";
import type { ParsedBody } from "./parse-body";
import { rateLimitHeaders } from "./rate-limit-headers";
import type { Refusal } from "./refusals";
import type { Resolved } from "./resolve-model";

/** A bound that few answers reach: to raise it a little is not worth counting the prompt. */
const ENOUGH_TOKENS = 4096;

type Admitted = Reservation | Refusal;

/**
 * Asks every limit of the key and of its organization for room, in one step, and holds what the call may use at most. A call that goes
 * on has a reservation, which its end settles or releases.
 */
export function admit(call: Call, organization: OrganizationLimits): Admitted | Promise<Admitted> {
  const { id: keyId, organizationId, limits: key } = call.key!;
  // A body may have taken its time: the call counts from the decision on, in windows and periods alike.
  call.atMs = Date.now();
  const { attempts } = call.plan!;
  call.rates = attempts.map(({ credential, model }) => priceOf(credential, model, call.atMs));
  const costs = key.costNanoUsd !== null || organization.prepaid;
  const unpriced = costs ? call.rates.indexOf(null) : -1;
  if (unpriced !== -1) return modelNotPriced(attempts[unpriced]!, key.costNanoUsd === null);
  const estimate = costs || key.tokens !== null ? estimateOf(call) : NOTHING_LIMITED;
  const request = { nowMs: call.atMs, keyId, organizationId, key, organization, estimate };
  const admission = call.deps.counters.reserve(request);
  if (admission instanceof Promise) return admission.then((admission) => decide(call, request, admission));
  return decide(call, request, admission);
}

/** The cheap estimate is far above what most prompts are: where it stands in a call's way, the prompt is counted. */
function decide(call: Call, request: AdmissionRequest, admission: Admission): Admitted | Promise<Admitted> {
  return isInTheWay(request.estimate, admission)
    ? retry(call, request, admission)
    : conclude(call, request, admission);
}

function isInTheWay(estimate: Estimate, admission: Admission): boolean {
  if (estimate === NOTHING_LIMITED) return false;
  if (admission.ok)
    return admission.reservation.outputTokens < Math.min(estimate.outputTokens, ENOUGH_TOKENS);
  return admission.code !== "rate_limit_exceeded" && admission.exceeded.unspent > 0n;
}

async function retry(call: Call, request: AdmissionRequest, admission: Admission): Promise<Admitted> {
  const estimate = await countedEstimateOf(call).catch((error: unknown) => {
    log.warn({ requestId: call.requestId, err: error }, "gateway: a prompt could not be counted");
    return request.estimate;
  });
  if (estimate.input.tokens >= request.estimate.input.tokens) return conclude(call, request, admission);
  const { counters } = call.deps;
  if (admission.ok) counters.release(admission.reservation);
  const closer = { ...request, estimate };
  return conclude(call, closer, await counters.reserve(closer));
}

function conclude(call: Call, request: AdmissionRequest, admission: Admission): Admitted {
  if (!admission.ok) {
    call.limitHeaders = rateLimitHeaders(admission.states, admission.exceeded);
    return limitRefusal(admission, request);
  }
  const { reservation } = admission;
  // The client may have left meanwhile: its call is recorded, and nobody else would end this.
  if (call.over) call.deps.counters.release(reservation);
  else call.reservation = reservation;
  call.limitHeaders = rateLimitHeaders(admission.states);
  if (request.estimate.leastOutputTokens !== null) call.grantedTokens = reservation.outputTokens;
  return reservation;
}

/** The body as one of the targets is sent it: with the bound that was granted, where the target would give more by itself. */
export function boundedBody(
  { body, protocol, grantedTokens }: Call,
  { credential, model }: Resolved,
): ParsedBody {
  if (grantedTokens === null) return body!;
  const { tokens, mustSend } = outputBound(body!, protocol!, credential.provider, model);
  if (grantedTokens >= tokens && !mustSend) return body!;
  return withOutputBound(body!, Math.min(grantedTokens, tokens));
}
