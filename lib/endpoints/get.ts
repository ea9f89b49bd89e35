import { authorise } from "../access";
import type { Context } from "../context";
import { parse } from "../parse";
import { findEndpoint } from "./find";
import { type EndpointView, endpointIdInput } from "./schema";
import { toEndpointView } from "./view";

/** One endpoint of the project. */
export async function getEndpoint(ctx: Context, input: { id: string }): Promise<EndpointView> {
  authorise(ctx, "endpoints:read");
  const { id } = parse(endpointIdInput, input);
  return toEndpointView(await findEndpoint(ctx, id));
}
