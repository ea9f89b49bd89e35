import { openAiStyle } from "../provider";

export const perplexity = openAiStyle({
  id: "perplexity",
  label: "Perplexity",
  catalogue: "perplexity",
  // Every chunk counts what there is so far.
  streamUsage: "always",
  address: "https://api.perplexity.ai",
  // It has no list of models.
  probe: { method: "POST", path: () => "/chat/completions" },
  placeholder: "pplx-…",
});
