import { apiKeyImports, route } from "@/lib/api";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: apiKeyImports.create });
