import { openAiStyle } from "../provider";

export const openai = openAiStyle({
  id: "openai",
  label: "OpenAI",
  catalogue: "openai",
  address: "https://api.openai.com/v1",
  placeholder: "sk-…",
});
