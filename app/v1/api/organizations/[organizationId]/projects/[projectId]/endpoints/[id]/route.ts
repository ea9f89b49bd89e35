import { modelEndpoints, route } from "@/lib/api";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: modelEndpoints.show,
  PATCH: modelEndpoints.update,
  DELETE: modelEndpoints.remove,
});
