import { openAiStyle } from "../provider";

export const cohere = openAiStyle({
  id: "cohere",
  label: "Cohere",
  catalogue: "cohere",
  // Its surface refuses stream_options.
  streamUsage: "always",
  address: "https://api.cohere.ai/compatibility/v1",
});
