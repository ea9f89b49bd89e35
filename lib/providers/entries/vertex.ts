import type { Provider } from "../provider";

/** Google Vertex AI through its OpenAI-compatible surface; the service account's key buys short-lived tokens. */
export const vertex: Provider<"vertex"> = {
  id: "vertex",
  label: "Google Vertex AI",
  wire: "openai",
  catalogue: "google",
  // The surface names its models by their publisher.
  prefix: /^(google|anthropic)\//,
  streamUsage: "asked",
  probe: { method: "POST", path: () => "/chat/completions" },
  authMethods: [
    {
      id: "service_account",
      label: "Service account",
      fields: [
        {
          name: "serviceAccount",
          label: "Service account key (JSON)",
          secret: true,
          required: true,
          multiline: true,
          help: "The whole JSON file of the service account's key.",
        },
        {
          name: "projectId",
          label: "Google Cloud project",
          secret: false,
          required: true,
          host: true,
          placeholder: "my-project",
          pattern: {
            expression: /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
            message: "Enter the project's id, such as my-project.",
          },
        },
        {
          name: "location",
          label: "Location",
          secret: false,
          required: true,
          host: true,
          defaultValue: "global",
          placeholder: "europe-west4",
          pattern: {
            expression: /^[a-z0-9-]{2,30}$/,
            message: "Enter a location such as europe-west4, or global.",
          },
        },
        {
          name: "baseUrl",
          label: "Base URL",
          secret: false,
          required: false,
          host: true,
          help: "Leave empty for Google's own address.",
          placeholder: "https://aiplatform.googleapis.com",
          pattern: {
            expression: /^https?:\/\/\S+$/,
            message: "Enter an address such as https://aiplatform.googleapis.com.",
          },
        },
      ],
    },
  ],
  baseUrl: ({ baseUrl, projectId, location }) => {
    const region = location === "global" ? "" : `${location}-`;
    const host = (baseUrl || `https://${region}aiplatform.googleapis.com`).replace(/\/+$/, "");
    return `${host}/v1/projects/${projectId}/locations/${location}/endpoints/openapi`;
  },
};
