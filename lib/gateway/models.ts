import type { OpenEndpoint, Routes } from "../credentials";
import type { Call } from "./call";
import { finish } from "./finish";
import { refuse } from "./refuse";
import { resolveModel } from "./resolve-model";
import { indexOf } from "./route-index";

export type Model = { id: string; object: "model"; created: number; owned_by: string };

/**
 * Everything that can be called by a name that is known here: endpoints, and each listed model, bare where it is the only one of its
 * name, else as `<credential>/<model>`. A name that leads elsewhere is not listed.
 */
export function listModels(routes: Routes): Model[] {
  const { listing, endpoints } = indexOf(routes);
  const slugs = routes.endpoints.filter((endpoint) => isAlive(routes, endpoint)).map(describeEndpoint);
  const models = routes.credentials.flatMap((credential) =>
    credential.models.flatMap((model) => {
      const bare = listing.get(model)!.length === 1 && !endpoints.has(model);
      const id = bare ? model : `${credential.name}/${model}`;
      if (!bare && !leadsTo(routes, id, credential.id)) return [];
      return describe(id, credential);
    }),
  );
  return [...slugs, ...models];
}

const isAlive = (routes: Routes, { targets }: OpenEndpoint) =>
  targets.some(({ credentialId }) => credentialId !== null && indexOf(routes).byId.has(credentialId));

function leadsTo(routes: Routes, id: string, credentialId: string): boolean {
  if (indexOf(routes).endpoints.has(id)) return false;
  const resolved = resolveModel(routes, id);
  return "credential" in resolved && resolved.credential.id === credentialId;
}

const describeEndpoint = ({ slug, createdAtMs }: OpenEndpoint): Model =>
  describe(slug, { createdAtMs, provider: "gatehouse" });

const describe = (
  id: string,
  { createdAtMs, provider }: { createdAtMs: number; provider: string },
): Model => ({ id, object: "model", created: Math.floor(createdAtMs / 1000), owned_by: provider });

/** Answers `GET /v1/models`, and `GET /v1/models/{id}` for whatever name a call could use. */
export function answerModels(call: Call, routes: Routes) {
  const id = call.route?.kind === "models" ? call.route.id : null;
  if (id === null) return sendJson(call, { object: "list", data: listModels(routes) });
  const endpoint = indexOf(routes).endpoints.get(id);
  if (endpoint) return sendJson(call, describeEndpoint(endpoint));
  const resolved = resolveModel(routes, id);
  if ("status" in resolved) return refuse(call, resolved);
  sendJson(call, describe(id, resolved.credential));
}

function sendJson(call: Call, value: unknown): void {
  const body = JSON.stringify(value);
  const length = Buffer.byteLength(body);
  call.status = 200;
  call.outcome = "success";
  call.bytes = length;
  call.firstByteMs = performance.now() - call.startedMs;
  const headers = ["x-request-id", call.requestId, "content-type", "application/json"];
  call.res.writeHead(200, [...headers, "content-length", String(length)]);
  finish(call, body);
}
