import { openAiStyle } from "../provider";

export const perplexity = openAiStyle({
  id: "perplexity",
  label: "Perplexity",
  catalogue: "perplexity",
  address: "https://api.perplexity.ai",
  // It has no list of models.
  probe: { method: "POST", path: () => "/chat/completions" },
  placeholder: "pplx-…",
});
