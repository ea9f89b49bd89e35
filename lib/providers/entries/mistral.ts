import { openAiStyle } from "../provider";

export const mistral = openAiStyle({
  id: "mistral",
  label: "Mistral",
  catalogue: "mistral",
  // It answers 422 to stream_options, and counts in its last chunk.
  streamUsage: "always",
  address: "https://api.mistral.ai/v1",
});
