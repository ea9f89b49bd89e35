import { onChange } from "../changes";
import { CoherentCache } from "../coherent-cache";
import { db } from "../db";
import { log } from "../log";
import { catalogueModels, isProviderId, type ProviderId, providerOf, type Rates } from "../providers";
import { openSecrets } from "./envelope";
import { customPrices } from "./price";

/** A credential opened for forwarding. Lives in the gateway's memory only; never log or serialise it. */
export type OpenCredential = {
  id: string;
  name: string;
  provider: ProviderId;
  authMethod: string;
  baseUrl: string;
  /** The fields that are no secrets. */
  config: Record<string, string>;
  secrets: Record<string, string>;
  /** Every model it lists: custom ones and, with default models on, the catalogue's. */
  models: string[];
  /** Besides those it serves whatever its provider has. */
  openEnded: boolean;
  /** What its custom models cost, by name, where they have a price of their own. */
  prices: Map<string, Rates>;
  createdAtMs: number;
};

/** Where an endpoint leads. `weight` is null for a fallback. */
export type OpenTarget = { credentialId: string | null; model: string; weight: number | null };

/** A named model route, its targets in order. */
export type OpenEndpoint = {
  id: string;
  slug: string;
  timeoutMs: number | null;
  targets: OpenTarget[];
  createdAtMs: number;
};

/** What a project can call. */
export type Routes = { credentials: OpenCredential[]; endpoints: OpenEndpoint[] };

const MAX_PROJECTS = 10_000;

/** Each project's routes with their secrets opened, from memory wherever it can. */
export class RouteCache {
  readonly #cache = new CoherentCache<Routes>({ load: loadRoutes, maxEntries: MAX_PROJECTS });
  readonly close = onChange((change) => {
    if (change.kind === "routes") this.#cache.invalidate(change.projectId);
  });

  /** At once when known here and current, else a promise. Rejects with StoreUnavailableError. */
  routes(projectId: string): Routes | Promise<Routes> {
    return this.#cache.get(projectId);
  }
}

async function loadRoutes(projectId: string): Promise<Routes> {
  const [credentials, endpoints] = await Promise.all([
    sealedCredentials(projectId),
    storedEndpoints(projectId),
  ]);
  return {
    credentials: (await Promise.all(credentials.map(openCredential))).flat(),
    endpoints: endpoints.map(({ createdAt, ...endpoint }) => ({
      ...endpoint,
      createdAtMs: createdAt.getTime(),
    })),
  };
}

const sealedCredentials = (projectId: string) =>
  db().credential.findMany({
    where: { projectId },
    orderBy: { createdAt: "asc" },
    include: { models: { orderBy: { name: "asc" } } },
  });

const storedEndpoints = (projectId: string) =>
  db().endpoint.findMany({
    where: { projectId },
    orderBy: { slug: "asc" },
    select: {
      id: true,
      slug: true,
      timeoutMs: true,
      createdAt: true,
      targets: { select: { credentialId: true, model: true, weight: true }, orderBy: { position: "asc" } },
    },
  });

type SealedCredential = Awaited<ReturnType<typeof sealedCredentials>>[number];

/** One credential that cannot be opened must not take the project's others down. */
async function openCredential(row: SealedCredential): Promise<OpenCredential[]> {
  const { id, name, provider, authMethod, baseUrl, withDefaultModels } = row;
  if (!isProviderId(provider)) return [];
  try {
    const custom = row.models.filter((model) => model.listed).map((model) => model.name);
    const defaults = withDefaultModels ? catalogueModels(provider) : [];
    return [
      {
        id,
        name,
        provider,
        authMethod,
        baseUrl,
        config: row.config as Record<string, string>,
        secrets: await openSecrets(id, row),
        models: [...new Set([...custom, ...defaults])],
        openEnded: withDefaultModels && (custom.length === 0 || providerOf(provider).catalogue !== null),
        prices: customPrices(row.models),
        createdAtMs: row.createdAt.getTime(),
      },
    ];
  } catch {
    log.error(
      { credentialId: id, kekVersion: row.kekVersion },
      "a credential cannot be opened; its calls are refused",
    );
    return [];
  }
}
