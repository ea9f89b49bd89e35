import { addressField, apiKeyField, type Provider } from "../provider";

const ADDRESS = "https://api.anthropic.com";

export const anthropic: Provider<"anthropic"> = {
  id: "anthropic",
  label: "Anthropic",
  wire: "anthropic",
  catalogue: "anthropic",
  streamUsage: "always",
  probe: { method: "GET", path: () => "/v1/models?limit=1000" },
  authMethods: [
    {
      id: "api_key",
      label: "API key",
      fields: [
        apiKeyField("sk-ant-…"),
        addressField({ placeholder: ADDRESS, required: false, help: `Leave empty for ${ADDRESS}.` }),
      ],
    },
  ],
  baseUrl: (config) => config.baseUrl || ADDRESS,
};
