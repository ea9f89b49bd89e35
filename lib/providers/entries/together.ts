import { openAiStyle } from "../provider";

export const together = openAiStyle({
  id: "together",
  label: "Together AI",
  catalogue: "together",
  address: "https://api.together.xyz/v1",
});
