export { createEndpoint } from "./create";
export { deleteEndpoint } from "./delete";
export { getEndpoint } from "./get";
export { listEndpoints } from "./list";
export { locateEndpoint } from "./locate";
export * from "./schema";
export { updateEndpoint } from "./update";
