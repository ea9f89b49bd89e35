import type { Operation } from "./operation";
import { apiKeyImports } from "./resources/api-key-imports";
import { apiKeys } from "./resources/api-keys";
import { modelEndpoints } from "./resources/endpoints";
import { llmApiKeys } from "./resources/llm-api-keys";
import { usage } from "./resources/usage";

/** Every operation, in the order of the reference. */
export const OPERATIONS: readonly Operation[] = [
  apiKeys,
  apiKeyImports,
  llmApiKeys,
  modelEndpoints,
  usage,
].flatMap((group): Operation[] => Object.values(group));
