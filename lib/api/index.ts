export { route, unknownAddress } from "./handle";
export { openApi } from "./openapi";
export type { Operation } from "./operation";
export { OPERATIONS } from "./operations";
export { apiKeyImports } from "./resources/api-key-imports";
export { apiKeys } from "./resources/api-keys";
export { modelEndpoints } from "./resources/endpoints";
export { llmApiKeys } from "./resources/llm-api-keys";
export { usage } from "./resources/usage";
