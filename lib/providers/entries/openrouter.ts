import { openAiStyle } from "../provider";

export const openrouter = openAiStyle({
  id: "openrouter",
  label: "OpenRouter",
  catalogue: "openrouter",
  streamUsage: "always",
  address: "https://openrouter.ai/api/v1",
  placeholder: "sk-or-…",
});
