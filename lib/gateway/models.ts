import type { OpenCredential, Routes } from "../credentials";
import type { Call } from "./call";
import { refuse } from "./refuse";
import { resolveModel } from "./resolve-model";

export type Model = { id: string; object: "model"; created: number; owned_by: string };

/** Every listed model under a name that can be called: bare where one credential lists it, else `<credential>/<model>`. */
export function listModels(routes: Routes): Model[] {
  const listings = new Map<string, number>();
  for (const { models } of routes.credentials) {
    for (const model of models) listings.set(model, (listings.get(model) ?? 0) + 1);
  }
  return routes.credentials.flatMap((credential) =>
    credential.models.map((model) =>
      describe(credential, listings.get(model) === 1 ? model : `${credential.name}/${model}`),
    ),
  );
}

const describe = (credential: OpenCredential, id: string): Model => ({
  id,
  object: "model",
  created: Math.floor(credential.createdAtMs / 1000),
  owned_by: credential.provider,
});

/** Answers `GET /v1/models`, and `GET /v1/models/{id}` for whatever name a call could use. */
export function answerModels(call: Call, routes: Routes) {
  const id = call.route?.kind === "models" ? call.route.id : null;
  if (id === null) return sendJson(call, { object: "list", data: listModels(routes) });
  const resolved = resolveModel(routes, id);
  if ("status" in resolved) return refuse(call, resolved);
  sendJson(call, describe(resolved.credential, id));
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
  call.res.end(body);
}
