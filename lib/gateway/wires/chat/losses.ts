import type { ChatRequest } from "./request";
import { Unsupported } from "./unsupported";

type Loss = [param: keyof ChatRequest, asked: (chat: ChatRequest) => boolean];

/** What only OpenAI's own models know. Hints that promise nothing (seed, store, prediction, service_tier …) are left out quietly. */
const LOSSES: Loss[] = [
  ["n", ({ n }) => (n ?? 1) > 1],
  ["logprobs", ({ logprobs }) => logprobs === true],
  ["top_logprobs", ({ top_logprobs }) => (top_logprobs ?? 0) > 0],
  ["logit_bias", ({ logit_bias }) => Object.keys(logit_bias ?? {}).length > 0],
  ["frequency_penalty", ({ frequency_penalty }) => (frequency_penalty ?? 0) !== 0],
  ["presence_penalty", ({ presence_penalty }) => (presence_penalty ?? 0) !== 0],
  ["modalities", ({ modalities }) => (modalities ?? []).some((modality) => modality !== "text")],
  ["functions", ({ functions }) => (functions ?? []).length > 0],
  ["web_search_options", ({ web_search_options }) => web_search_options != null],
];

/** Throws Unsupported for what would be lost in translation and changes what comes back. */
export function refuseLosses(chat: ChatRequest, provider: string): void {
  const loss = LOSSES.find(([, asked]) => asked(chat));
  if (!loss) return;
  const [param] = loss;
  const instead = param === "functions" ? " Use tools instead." : " Leave it out for this model.";
  throw new Unsupported(`${provider} has nothing that ${param} could be turned into.${instead}`, param);
}
