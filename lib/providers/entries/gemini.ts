import { openAiStyle } from "../provider";

export const gemini = openAiStyle({
  id: "gemini",
  label: "Google Gemini",
  catalogue: "google",
  serves: /^(gemini|gemma)/,
  prefix: /^models\//,
  address: "https://generativelanguage.googleapis.com/v1beta/openai",
  placeholder: "AIza…",
});
