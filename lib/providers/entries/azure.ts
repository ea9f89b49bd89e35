import { addressField, apiKeyField, type Field, type Provider } from "../provider";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const address = addressField({
  name: "endpoint",
  label: "Endpoint URL",
  placeholder: "https://my-resource.openai.azure.com",
  help: "The resource's address from the Azure portal, without a path. Models are the names of its deployments.",
  pattern: {
    expression: /^https?:\/\/[^/\s]+\/?$/,
    message: "Enter the resource's address without a path, such as https://my-resource.openai.azure.com.",
  },
});

const apiVersion: Field = {
  name: "apiVersion",
  label: "API version",
  secret: false,
  required: true,
  defaultValue: "2024-10-21",
  placeholder: "2024-10-21",
  pattern: { expression: /^\d{4}-\d{2}-\d{2}(-preview)?$/, message: "Enter a version such as 2024-10-21." },
};

const uuid = (name: string, label: string): Field => ({
  name,
  label,
  secret: false,
  required: true,
  host: true,
  placeholder: "00000000-0000-0000-0000-000000000000",
  pattern: { expression: UUID, message: `Enter the ${label.toLowerCase()} as a UUID.` },
});

/** Azure OpenAI: the model is the deployment's name and part of the path. */
export const azure: Provider<"azure"> = {
  id: "azure",
  label: "Azure OpenAI",
  wire: "openai",
  catalogue: "azure",
  streamUsage: "asked",
  probe: { method: "GET", path: ({ apiVersion }) => `/openai/models?api-version=${apiVersion}` },
  authMethods: [
    { id: "api_key", label: "API key", fields: [apiKeyField(), address, apiVersion] },
    {
      id: "client_credentials",
      label: "Entra ID (client credentials)",
      fields: [
        { name: "clientSecret", label: "Client secret", secret: true, required: true },
        uuid("tenantId", "Tenant ID"),
        uuid("clientId", "Client ID"),
        address,
        apiVersion,
      ],
    },
  ],
  baseUrl: (config) => (config.endpoint ?? "").replace(/\/+$/, ""),
};
