import { addressField, apiKeyField, type Provider } from "../provider";

const ADDRESS = "http://localhost:11434/v1";

/** A local Ollama: usually no key at all. */
export const ollama: Provider<"ollama"> = {
  id: "ollama",
  label: "Ollama",
  wire: "openai",
  catalogue: null,
  streamUsage: "asked",
  authMethods: [
    {
      id: "api_key",
      label: "API key",
      fields: [
        { ...apiKeyField(), required: false, help: "Only when a proxy in front of it asks for one." },
        addressField({ placeholder: ADDRESS, required: false, help: `Leave empty for ${ADDRESS}.` }),
      ],
    },
  ],
  baseUrl: (config) => config.baseUrl || ADDRESS,
};
