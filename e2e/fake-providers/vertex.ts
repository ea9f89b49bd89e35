import type { ServerResponse } from "node:http";
import { type ChatBody, events, sendCompletion, startStream } from "../fake-upstream/completions";
import { type FakeRequest, type FakeServer, listen, sendJson } from "./listen";
import type { IssuedTokens } from "./tokens";

export const VERTEX = { projectId: "fake-project", location: "europe-west4" };
const CHAT = `/v1/projects/${VERTEX.projectId}/locations/${VERTEX.location}/endpoints/openapi/chat/completions`;

const WRONG_TOKEN =
  "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.";

/** Vertex AI's OpenAI-compatible surface in one project and location, for whoever holds one of the tokens. */
export const startFakeVertex = (tokens: IssuedTokens): Promise<FakeServer> =>
  listen((request, res) => {
    if (!tokens.accepts(request.headers.authorization)) return fail(res, 401, "UNAUTHENTICATED", WRONG_TOKEN);
    if (request.path !== CHAT || request.method !== "POST")
      return fail(res, 404, "NOT_FOUND", "The requested resource was not found.");
    complete(request, res);
  });

function complete(request: FakeRequest, res: ServerResponse) {
  const body = JSON.parse(request.body.toString()) as ChatBody;
  if (!/^[a-z-]+\/[^/]+$/.test(body.model))
    return fail(res, 400, "INVALID_ARGUMENT", "Malformed publisher model; expected <publisher>/<model>.");
  if (!body.stream) return sendCompletion(res, body);
  startStream(res);
  for (const event of events(body)) res.write(event);
  res.end();
}

/** Errors of this surface come as a list of one. */
const fail = (res: ServerResponse, code: number, status: string, message: string) =>
  sendJson(res, code, [{ error: { code, message, status } }]);
