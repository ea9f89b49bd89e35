import { modelEndpoints, route } from "@/lib/api";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: modelEndpoints.list,
  POST: modelEndpoints.create,
});
