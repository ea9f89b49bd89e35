import { apiKeyImports, route } from "@/lib/api";

export const { GET, POST, PUT, PATCH, DELETE } = route({ POST: apiKeyImports.create });
