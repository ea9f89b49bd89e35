import { route, usage } from "@/lib/api";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: usage.records });
