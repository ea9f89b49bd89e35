import { modelEndpoints, route } from "@/lib/api";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: modelEndpoints.show,
  PATCH: modelEndpoints.update,
  DELETE: modelEndpoints.remove,
});
