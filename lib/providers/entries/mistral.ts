import { openAiStyle } from "../provider";

export const mistral = openAiStyle({
  id: "mistral",
  label: "Mistral",
  catalogue: "mistral",
  address: "https://api.mistral.ai/v1",
});
