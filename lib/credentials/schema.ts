import { z } from "zod";

/** The providers of the first form; the registry of every provider follows. */
export const PROVIDERS = ["openai", "openai-compatible"] as const;
export type ProviderId = (typeof PROVIDERS)[number];
export const OPENAI_BASE_URL = "https://api.openai.com/v1";

export const name = z
  .string({ error: "Enter a name." })
  .trim()
  .min(1, "Enter a name such as openai-production.")
  .max(100, "A name has at most 100 characters.")
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, "Use letters, digits, dots, dashes and underscores.");

export const baseUrl = z
  .url({ protocol: /^https?$/, error: "Enter an address such as https://llm.example.com/v1." })
  .refine(
    (value) => URL.canParse(value) && !new URL(value).username && !new URL(value).password,
    "Leave user name and password out of the address.",
  )
  .refine(
    (value) => URL.canParse(value) && !new URL(value).search && !new URL(value).hash,
    "Leave query and fragment out of the address.",
  )
  .transform((value) => value.replace(/\/+$/, ""));

export const model = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\s,]+$/, "A model name has no spaces or commas.");

/** The secret is write-only: it goes in here and never comes back. */
export const createCredentialInput = z
  .object({
    name,
    provider: z.enum(PROVIDERS, { error: "Choose a provider." }),
    /** Needed for `openai-compatible`; `openai` has its own. */
    baseUrl: baseUrl.optional(),
    secret: z
      .string({ error: "Enter the provider's API key." })
      .trim()
      .min(1, "Enter the provider's API key.")
      .max(8192),
    /** The models it serves, as applications name them. Empty: whatever the provider has. */
    models: z.array(model).max(500).default([]),
  })
  .superRefine((input, context) => {
    if (input.provider === "openai-compatible" && !input.baseUrl) {
      context.addIssue({
        code: "custom",
        path: ["baseUrl"],
        message: "Enter the provider's base URL, such as https://llm.example.com/v1.",
      });
    }
    if (new Set(input.models).size !== input.models.length) {
      context.addIssue({ code: "custom", path: ["models"], message: "Name each model once." });
    }
  });
export type CreateCredentialInput = z.input<typeof createCredentialInput>;

export const credentialIdInput = z.object({ id: z.string() });

/** A credential as lists see it: never its secret. */
export type CredentialView = {
  id: string;
  name: string;
  provider: ProviderId;
  baseUrl: string;
  /** `…x7Qa` */
  hint: string;
  models: string[];
  createdAt: string;
  createdByName: string;
  updatedAt: string;
  lastUsedAt: string | null;
  projectId: string;
};
