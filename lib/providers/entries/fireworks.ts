import { openAiStyle } from "../provider";

export const fireworks = openAiStyle({
  id: "fireworks",
  label: "Fireworks AI",
  catalogue: "fireworks",
  address: "https://api.fireworks.ai/inference/v1",
  placeholder: "fw_…",
});
