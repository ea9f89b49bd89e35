import { openAiStyle } from "../provider";

export const groq = openAiStyle({
  id: "groq",
  label: "Groq",
  catalogue: "groq",
  address: "https://api.groq.com/openai/v1",
  placeholder: "gsk_…",
});
