import type { ServerResponse } from "node:http";
import { type ChatBody, events, sendCompletion, startStream } from "../fake-upstream/completions";
import { type FakeRequest, type FakeServer, listen, sendJson } from "./listen";
import type { IssuedTokens } from "./tokens";

export const AZURE_KEY = "fakeAzureKey0123456789abcdefghijklmnopqrstuvwxyzABCD";
export const AZURE_DEPLOYMENT = "gpt-4o-prod";
const DEPLOYED_MODEL = "gpt-4o-2024-11-20";
const API_VERSIONS = new Set(["2024-10-21", "2025-01-01-preview"]);
const PATH = /^\/openai\/deployments\/([^/]+)\/(chat\/completions|embeddings)$/;

const WRONG_KEY =
  "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.";
const WRONG_TOKEN =
  "Unauthorized. Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.com), or have expired.";
const NO_DEPLOYMENT =
  "The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.";

/** An Azure OpenAI resource with one deployment. Takes its key or, with `tokens`, what Entra has issued. */
export const startFakeAzure = (tokens: IssuedTokens | null = null): Promise<FakeServer> =>
  listen((request, res) => {
    res.setHeader("apim-request-id", "5d0c6f0e");
    res.setHeader("x-ms-region", "Sweden Central");
    const { headers, query, path } = request;
    if (headers["api-key"] !== AZURE_KEY && !tokens?.accepts(headers.authorization)) {
      if (headers.authorization) return sendJson(res, 401, { statusCode: 401, message: WRONG_TOKEN });
      return sendJson(res, 401, { error: { code: "401", message: WRONG_KEY } });
    }
    const known = API_VERSIONS.has(query.get("api-version") ?? "");
    if (known && path === "/openai/models") return sendJson(res, 200, { object: "list", data: [] });
    const match = PATH.exec(path);
    if (!known || !match)
      return sendJson(res, 404, { error: { code: "404", message: "Resource not found" } });
    if (decodeURIComponent(match[1]!) !== AZURE_DEPLOYMENT)
      return sendJson(res, 404, { error: { code: "DeploymentNotFound", message: NO_DEPLOYMENT } });
    return match[2] === "embeddings" ? embed(res) : complete(request, res);
  });

function complete(request: FakeRequest, res: ServerResponse) {
  const body = { ...(JSON.parse(request.body.toString()) as ChatBody), model: DEPLOYED_MODEL };
  if (!body.stream) return sendCompletion(res, body);
  startStream(res);
  // The real one tells first what its content filter thinks of the prompt.
  const filter = { choices: [], id: "", model: "", object: "", created: 0, prompt_filter_results: [] };
  for (const event of [`data: ${JSON.stringify(filter)}\n\n`, ...events(body)]) res.write(event);
  res.end();
}

const embed = (res: ServerResponse) =>
  sendJson(res, 200, {
    object: "list",
    data: [{ object: "embedding", index: 0, embedding: [0.25, -0.5] }],
    model: "text-embedding-3-small",
    usage: { prompt_tokens: 8, total_tokens: 8 },
  });
