import { apiKeys, route } from "@/lib/api";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: apiKeys.show,
  PATCH: apiKeys.update,
  DELETE: apiKeys.remove,
});
