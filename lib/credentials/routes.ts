import { onChange } from "../changes";
import { CoherentCache } from "../coherent-cache";
import { db } from "../db";
import { log } from "../log";
import { openSecret } from "./envelope";
import type { ProviderId } from "./schema";

/** A credential opened for forwarding. Lives in the gateway's memory only; never log or serialise it. */
export type OpenCredential = {
  id: string;
  name: string;
  provider: ProviderId;
  baseUrl: string;
  secret: string;
  /** Empty: whatever the provider has. */
  models: string[];
  createdAtMs: number;
};

/** What a project can call. */
export type Routes = { credentials: OpenCredential[] };

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
  return { credentials: (await sealedCredentials(projectId)).flatMap(openCredential) };
}

const sealedCredentials = (projectId: string) =>
  db().credential.findMany({
    where: { projectId },
    orderBy: { createdAt: "asc" },
    include: { models: { select: { name: true }, orderBy: { name: "asc" } } },
  });

type SealedCredential = Awaited<ReturnType<typeof sealedCredentials>>[number];

/** One credential that cannot be opened must not take the project's others down. */
function openCredential(row: SealedCredential): OpenCredential[] {
  const { id, name, baseUrl, models } = row;
  try {
    const secret = openSecret(id, row);
    const provider = row.provider as ProviderId;
    return [
      {
        id,
        name,
        provider,
        baseUrl,
        secret,
        models: models.map((m) => m.name),
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
