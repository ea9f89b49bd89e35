import type { Estimate } from "../limits";
import { ceilingOf } from "../providers";
import type { Call } from "./call";
import { estimateInput } from "./estimate-input";
import { outputBound } from "./output-bound";

/** For calls of which nobody limits how much they use. */
export const NOTHING_LIMITED: Estimate = {
  input: { tokens: 0, costNanoUsd: 0n },
  outputTokens: 0,
  outputNanoUsdPerMillion: 0n,
  leastOutputTokens: null,
};

/** What a call may use at most, at whichever of its targets, from the length of its prompt. */
export const estimateOf = (call: Call): Estimate =>
  worstOf(
    call,
    call.plan!.attempts.map(
      ({ credential, model }) => estimateInput(call.body!, credential.provider, model).bound,
    ),
  );

/** The same from the prompt's tokens, counted. */
export async function countedEstimateOf(call: Call): Promise<Estimate> {
  const inputs = call.plan!.attempts.map(({ credential, model }) =>
    estimateInput(call.body!, credential.provider, model).likely(),
  );
  return worstOf(call, await Promise.all(inputs));
}

/** The dearest of everything, target by target, since any of them may be the one that answers. */
function worstOf(call: Call, inputTokens: number[]): Estimate {
  const { body, plan, rates } = call;
  const possible = { audio: mayName(body!.bytes, "audio"), cacheHour: mayName(body!.bytes, '"1h"') };
  const worst = { ...NOTHING_LIMITED, input: { ...NOTHING_LIMITED.input } };
  for (const [i, { credential, model }] of plan!.attempts.entries()) {
    const output = outputBound(body!, call.protocol!, credential.provider, model);
    const tokens = inputTokens[i]!;
    worst.input.tokens = Math.max(worst.input.tokens, tokens);
    worst.outputTokens = Math.max(worst.outputTokens, output.tokens);
    if (!output.given) worst.leastOutputTokens = Math.max(worst.leastOutputTokens ?? 0, output.leastTokens);
    const price = rates![i];
    if (!price) continue;
    const { inputNanoUsd, outputNanoUsdPerMillion } = ceilingOf(price, tokens, possible);
    if (inputNanoUsd > worst.input.costNanoUsd) worst.input.costNanoUsd = inputNanoUsd;
    if (outputNanoUsdPerMillion > worst.outputNanoUsdPerMillion) {
      worst.outputNanoUsdPerMillion = outputNanoUsdPerMillion;
    }
  }
  return worst;
}

/** Whether a body names something, also in disguise: JSON may escape every letter. */
const mayName = (bytes: Buffer, name: string) => bytes.includes(name) || bytes.includes("\\u00");
