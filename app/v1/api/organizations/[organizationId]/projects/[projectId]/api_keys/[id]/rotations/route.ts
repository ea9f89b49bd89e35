import { apiKeys, route } from "@/lib/api";

export const { GET, POST, PUT, PATCH, DELETE } = route({ POST: apiKeys.rotate });
