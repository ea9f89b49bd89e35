import { addressField, apiKeyField, type Provider } from "../provider";

/** Any address that speaks OpenAI's protocol. */
export const openAiCompatible: Provider<"openai-compatible"> = {
  id: "openai-compatible",
  label: "OpenAI-compatible",
  wire: "openai",
  catalogue: null,
  streamUsage: "asked",
  authMethods: [
    {
      id: "api_key",
      label: "API key",
      fields: [apiKeyField(), addressField({ placeholder: "https://llm.example.com/v1" })],
    },
  ],
  baseUrl: (config) => config.baseUrl ?? "",
};
