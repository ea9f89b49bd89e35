import { openAiStyle } from "../provider";

export const openrouter = openAiStyle({
  id: "openrouter",
  label: "OpenRouter",
  catalogue: "openrouter",
  address: "https://openrouter.ai/api/v1",
  placeholder: "sk-or-…",
});
