import { openAiStyle } from "../provider";

export const xai = openAiStyle({
  id: "xai",
  label: "xAI",
  catalogue: "x-ai",
  address: "https://api.x.ai/v1",
  placeholder: "xai-…",
});
