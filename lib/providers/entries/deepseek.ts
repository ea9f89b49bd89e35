import { openAiStyle } from "../provider";

export const deepseek = openAiStyle({
  id: "deepseek",
  label: "DeepSeek",
  catalogue: "deepseek",
  address: "https://api.deepseek.com/v1",
  placeholder: "sk-…",
});
