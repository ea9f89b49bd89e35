import { openAiStyle } from "../provider";

export const cohere = openAiStyle({
  id: "cohere",
  label: "Cohere",
  catalogue: "cohere",
  address: "https://api.cohere.ai/compatibility/v1",
});
