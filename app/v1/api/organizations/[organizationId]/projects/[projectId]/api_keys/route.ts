import { apiKeys, route } from "@/lib/api";

export const { GET, POST, PUT, PATCH, DELETE } = route({ GET: apiKeys.list, POST: apiKeys.create });
