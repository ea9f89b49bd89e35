import type { OpenCredential, OpenEndpoint, Routes } from "../credentials";
import { providerOf } from "../providers";
import type { Protocol } from "./routes";
import { speaks } from "./wires";

/** A project's routes, arranged for looking up. */
export type RouteIndex = {
  endpoints: Map<string, OpenEndpoint>;
  /** Who lists a model. */
  listing: Map<string, OpenCredential[]>;
  byId: Map<string, OpenCredential>;
};

// Routes are replaced as a whole when they change, and what was derived from them with them.
const indexes = new WeakMap<Routes, RouteIndex>();
const narrowed = new WeakMap<Routes, Map<Protocol, Routes>>();

export function indexOf(routes: Routes): RouteIndex {
  const known = indexes.get(routes);
  if (known) return known;
  const index = {
    endpoints: new Map(routes.endpoints.map((endpoint) => [endpoint.slug, endpoint])),
    listing: listingOf(routes.credentials),
    byId: new Map(routes.credentials.map((credential) => [credential.id, credential])),
  };
  indexes.set(routes, index);
  return index;
}

function listingOf(credentials: OpenCredential[]): Map<string, OpenCredential[]> {
  const listing = new Map<string, OpenCredential[]>();
  for (const credential of credentials) {
    for (const model of credential.models) {
      const known = listing.get(model);
      if (known) known.push(credential);
      else listing.set(model, [credential]);
    }
  }
  return listing;
}

export const canSpeak = (credential: OpenCredential, protocol: Protocol): boolean =>
  speaks(providerOf(credential.provider).wire, protocol);

/** The routes whose credentials speak a protocol themselves. */
export function routesFor(routes: Routes, protocol: Protocol): Routes {
  if (protocol === "chat") return routes;
  const ofProtocol = narrowed.get(routes) ?? new Map<Protocol, Routes>();
  narrowed.set(routes, ofProtocol);
  const known = ofProtocol.get(protocol);
  if (known) return known;
  const credentials = routes.credentials.filter((credential) => canSpeak(credential, protocol));
  const found = { credentials, endpoints: [] };
  ofProtocol.set(protocol, found);
  return found;
}
