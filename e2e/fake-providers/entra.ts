import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type FakeRequest, type FakeServer, listen, sendJson } from "./listen";
import { IssuedTokens } from "./tokens";

export const ENTRA_APP = {
  tenantId: "6f0b1c9e-3f7a-4c52-9d0e-2a7f5d1b8c34",
  clientId: "b3a9d1f2-0c44-4f6b-8e55-7d1e90aa4c11",
  clientSecret: "Xy8Q~fake.client-secret_0123456789abcdefgh",
};
const SCOPE = "https://cognitiveservices.azure.com/.default";

export type FakeEntra = FakeServer & { tokens: IssuedTokens; down: boolean; delayMs: number };

/** Microsoft Entra ID's token endpoint, for one tenant and one application's client credentials. */
export async function startFakeEntra(): Promise<FakeEntra> {
  const tokens = new IssuedTokens("eyJ0eXAiOiJKV1Qi.");
  const server = await listen(async (request, res) => {
    await sleep(entra.delayMs);
    if (entra.down) return res.destroy();
    const problem = check(request);
    if (problem) return refuse(res, ...problem);
    sendJson(res, 200, { ...tokens.issue(), ext_expires_in: tokens.lifeSeconds });
  });
  const entra: FakeEntra = { ...server, tokens, down: false, delayMs: 0 };
  return entra;
}

type Problem = [status: number, error: string, number: number, text: string];

function check({ method, path, headers, body }: FakeRequest): Problem | null {
  const form = new URLSearchParams(body.toString());
  const [, tenant = "", ...rest] = path.split("/");
  if (rest.join("/") !== "oauth2/v2.0/token" || method !== "POST")
    return [404, "invalid_request", 900439, "No such endpoint."];
  if (tenant !== ENTRA_APP.tenantId)
    return [400, "invalid_request", 90002, `Tenant '${tenant}' not found. Check to make sure you have it.`];
  if (headers["content-type"] !== "application/x-www-form-urlencoded")
    return [400, "invalid_request", 900144, "The request body must contain 'grant_type'."];
  if (form.get("grant_type") !== "client_credentials")
    return [400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type."];
  if (form.get("client_id") !== ENTRA_APP.clientId)
    return [400, "unauthorized_client", 700016, "Application was not found in the directory."];
  if (form.get("client_secret") !== ENTRA_APP.clientSecret)
    return [401, "invalid_client", 7000215, `Invalid client secret provided: ${form.get("client_secret")}.`];
  if (form.get("scope") !== SCOPE) return [400, "invalid_scope", 70011, "The provided scope is not valid."];
  return null;
}

const refuse = (res: ServerResponse, ...[status, error, number, text]: Problem) =>
  sendJson(res, status, {
    error,
    error_description: `AADSTS${number}: ${text} Trace ID: 0f1e2d3c Correlation ID: 4b5a6978 Timestamp: 2025-01-01 00:00:00Z`,
    error_codes: [number],
    trace_id: "0f1e2d3c",
    correlation_id: "4b5a6978",
    error_uri: `https://login.microsoftonline.com/error?code=${number}`,
  });
