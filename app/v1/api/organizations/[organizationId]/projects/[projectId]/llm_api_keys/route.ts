import { llmApiKeys, route } from "@/lib/api";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: llmApiKeys.list,
  POST: llmApiKeys.create,
});
