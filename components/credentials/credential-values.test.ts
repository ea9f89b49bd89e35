import { describe, expect, it } from "vitest";
import { type CredentialView, createCredentialInput, updateCredentialInput } from "@/lib/credentials/schema";
import { createInput, hostChanged, newValues, storedValues, updateInput } from "./credential-values";

const AZURE: CredentialView = {
  id: "0195",
  name: "azure-production",
  provider: "azure",
  authMethod: "api_key",
  config: { endpoint: "https://north.openai.azure.com", apiVersion: "2024-10-21" },
  baseUrl: "https://north.openai.azure.com",
  hint: "…x7Qa",
  models: [
    {
      name: "gpt-4o-prod",
      inputUsdPerMillion: "2.5",
      outputUsdPerMillion: "10",
      cachedInputUsdPerMillion: null,
      listed: true,
    },
  ],
  withDefaultModels: false,
  defaultModelCount: 12,
  dependents: [],
  createdAt: "2026-01-01T00:00:00.000Z",
  createdByName: "Ada",
  updatedAt: "2026-01-01T00:00:00.000Z",
  lastUsedAt: null,
  projectId: "0196",
};

describe("a new credential's form", () => {
  it("begins with the registry's defaults and asks for the rest", () => {
    const { fields } = newValues("azure");
    expect(fields).toEqual({ apiKey: "", endpoint: "", apiVersion: "2024-10-21" });
    const parsed = createCredentialInput.safeParse(createInput(newValues("azure")));
    expect(new Set(parsed.error?.issues.map(({ path }) => path.join(".")))).toEqual(
      new Set(["name", "fields.apiKey", "fields.endpoint"]),
    );
  });

  it("leaves behind what was typed under another auth method", () => {
    const values = {
      ...newValues("azure"),
      authMethod: "client_credentials",
      fields: { apiKey: "typed-before", clientSecret: "s" },
    };
    expect(Object.keys(createInput(values).fields ?? {})).toEqual([
      "clientSecret",
      "tenantId",
      "clientId",
      "endpoint",
      "apiVersion",
    ]);
  });

  it("points at the cell of the model that is wrong", () => {
    const model = {
      name: "m",
      inputUsdPerMillion: "cheap",
      outputUsdPerMillion: "1",
      cachedInputUsdPerMillion: "",
      listed: true,
    };
    const values = {
      ...newValues("openai"),
      name: "a",
      fields: { apiKey: "k", baseUrl: "" },
      models: [
        model,
        { ...model, name: "n", inputUsdPerMillion: "0.15", outputUsdPerMillion: "" },
        { ...model, name: "two words" },
      ],
    };
    const parsed = createCredentialInput.safeParse(createInput(values));
    expect(parsed.error?.issues.map(({ path, message }) => [path.join("."), message])).toEqual([
      ["models.0.inputUsdPerMillion", "Enter dollars such as 0.15."],
      ["models.1.outputUsdPerMillion", "Enter what output costs as well, or 0."],
      ["models.2.name", "A model name has no spaces or commas."],
      ["models.2.inputUsdPerMillion", "Enter dollars such as 0.15."],
    ]);
  });
});

describe("a stored credential's form", () => {
  it("shows the plain fields and never a secret", () => {
    const values = storedValues(AZURE);
    expect(values.fields).toEqual({ apiKey: "", ...AZURE.config });
    expect(values.models).toEqual([
      {
        name: "gpt-4o-prod",
        inputUsdPerMillion: "2.5",
        outputUsdPerMillion: "10",
        cachedInputUsdPerMillion: "",
        listed: true,
      },
    ]);
    expect(updateCredentialInput.safeParse(updateInput(AZURE.id, values)).success).toBe(true);
  });

  it.each([
    ["https://north.openai.azure.com", false],
    ["https://north.openai.azure.com/", false],
    ["  https://north.openai.azure.com", false],
    ["https://south.openai.azure.com", true],
    ["", true],
  ])("with the endpoint %j would send its secret elsewhere: %s", (endpoint, changed) => {
    expect(hostChanged(AZURE, { ...AZURE.config, endpoint })).toBe(changed);
  });

  it("may change what is no host", () => {
    expect(hostChanged(AZURE, { ...AZURE.config, apiVersion: "2025-01-01-preview" })).toBe(false);
  });
});
