import { apiKeyField, type Field, type Provider } from "../provider";

const region: Field = {
  name: "region",
  label: "Region",
  secret: false,
  required: true,
  host: true,
  defaultValue: "us-east-1",
  placeholder: "eu-central-1",
  pattern: { expression: /^[a-z]{2}(-[a-z]+)+-\d$/, message: "Enter a region such as eu-central-1." },
};

const address: Field = {
  name: "baseUrl",
  label: "Base URL",
  secret: false,
  required: false,
  host: true,
  help: "Leave empty for the region's own address; set it for a VPC endpoint.",
  placeholder: "https://bedrock-runtime.eu-central-1.amazonaws.com",
  pattern: { expression: /^https?:\/\/\S+$/, message: "Enter an address that begins with https://." },
};

/** Amazon Bedrock through its Converse API. */
export const bedrock: Provider<"bedrock"> = {
  id: "bedrock",
  label: "Amazon Bedrock",
  wire: "bedrock",
  catalogue: "aws",
  streamUsage: "always",
  // The list of models is on the control plane's host.
  probe: {
    method: "GET",
    path: () => "/foundation-models",
    baseUrl: (baseUrl) => baseUrl.replace("//bedrock-runtime.", "//bedrock."),
  },
  authMethods: [
    { id: "api_key", label: "API key", fields: [apiKeyField(undefined, "Bedrock API key"), region, address] },
    {
      id: "access_key",
      label: "Access key",
      fields: [
        {
          name: "accessKeyId",
          label: "Access key ID",
          secret: false,
          required: true,
          host: true,
          placeholder: "AKIA…",
          pattern: { expression: /^[A-Z0-9]{16,128}$/, message: "Enter an access key ID such as AKIA…." },
        },
        { name: "secretAccessKey", label: "Secret access key", secret: true, required: true },
        {
          name: "sessionToken",
          label: "Session token",
          secret: true,
          required: false,
          help: "Only for temporary credentials.",
        },
        region,
        address,
      ],
    },
  ],
  baseUrl: ({ baseUrl, region }) =>
    (baseUrl || `https://bedrock-runtime.${region}.amazonaws.com`).replace(/\/+$/, ""),
};
