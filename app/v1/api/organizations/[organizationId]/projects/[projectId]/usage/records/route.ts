import { route, usage } from "@/lib/api";

export const { GET, POST, PUT, PATCH, DELETE } = route({ GET: usage.records });
