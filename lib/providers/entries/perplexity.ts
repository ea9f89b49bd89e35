import { openAiStyle } from "../provider";

export const perplexity = openAiStyle({
  id: "perplexity",
  label: "Perplexity",
  catalogue: "perplexity",
  address: "https://api.perplexity.ai",
  placeholder: "pplx-…",
});
