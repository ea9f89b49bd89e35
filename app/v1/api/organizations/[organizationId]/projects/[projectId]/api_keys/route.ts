import { apiKeys, route } from "@/lib/api";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: apiKeys.list, POST: apiKeys.create });
