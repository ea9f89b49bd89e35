import { type Agent, errors, request } from "undici";
import { ADDRESS_REFUSED, checkedAgent } from "../checked-agent";
import type { Context } from "../context";
import { type ConnectionTest, type OpenCredential, openTrial, type TrialInput } from "../credentials";
import { env } from "../env";
import { checkBaseUrl } from "../network";
import { providerOf } from "../providers";
import { AuthorizeError, authorize } from "./authorize";

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 4 * 1024 * 1024;

/**
 * Asks a provider, with what a form holds, for something harmless, and says plainly what failed. Nothing is saved, and nothing
 * that the provider said is repeated: it could hold the secret.
 */
export async function testConnection(ctx: Context, input: TrialInput): Promise<ConnectionTest> {
  const credential = await openTrial(ctx, input);
  const networks = env().GATEHOUSE_UPSTREAM_NETWORKS;
  const agent = checkedAgent(networks, TIMEOUT_MS);
  const startedMs = performance.now();
  try {
    const { status, models } = await probe(credential, agent);
    return judge(credential, status, models, Math.round(performance.now() - startedMs));
  } catch (error) {
    return failed(credential, error);
  } finally {
    await agent.destroy();
  }
}

async function probe(credential: OpenCredential, agent: Agent) {
  const { probe } = providerOf(credential.provider);
  const networks = env().GATEHOUSE_UPSTREAM_NETWORKS;
  const base = probe?.baseUrl?.(credential.baseUrl) ?? credential.baseUrl;
  const refusal = checkBaseUrl(base, networks);
  if (refusal) throw Object.assign(new Error(refusal), { code: ADDRESS_REFUSED });
  const url = new URL(base + (probe?.path(credential.config) ?? "/models"));
  const method = probe?.method ?? "GET";
  const body = Buffer.from(method === "POST" ? "{}" : "");
  const headers = [
    "accept",
    "application/json",
    ...(body.length > 0 ? ["content-type", "application/json"] : []),
  ];
  const proof = await authorize(credential, { method, url, headers, body }, { agent, networks });
  const answer = await request(url, {
    dispatcher: agent,
    method,
    headers: [...headers, ...proof],
    body: body.length > 0 ? body : null,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return { status: answer.statusCode, models: await countModels(answer.body) };
}

/** How many models a list names, whatever the provider calls it; null when it is no list. */
async function countModels(body: AsyncIterable<Buffer>): Promise<number | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) return null;
    chunks.push(chunk);
  }
  try {
    const list = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
    const models = list.data ?? list.models ?? list.modelSummaries;
    return Array.isArray(models) ? models.length : null;
  } catch {
    return null;
  }
}

function judge(
  credential: OpenCredential,
  status: number,
  models: number | null,
  tookMs: number,
): ConnectionTest {
  const { label, probe } = providerOf(credential.provider);
  const host = new URL(credential.baseUrl).host;
  const answered = status < 300 && (models !== null || probe?.method === "POST");
  // "{}" is no request: being told so means that the key was accepted, and so does being told to slow down.
  const accepted =
    answered || status === 429 || (probe?.method === "POST" && (status === 400 || status === 422));
  if (accepted) return { ok: true, models, tookMs };
  if (status === 401 || status === 403) {
    return {
      ok: false,
      reason: "wrong_key",
      message: `${label} at ${host} refused the key (${status}). Check that it is complete and may be used.`,
    };
  }
  if (status === 404) {
    return {
      ok: false,
      reason: "not_found",
      message: `${host} answers, but has nothing at this address (404). Check the address and the names in it.`,
    };
  }
  const message =
    status < 400
      ? `${host} answers, but not as ${label} does (${status}). Check the address.`
      : `${host} answered with ${status}. Try again, and check the provider's status.`;
  return { ok: false, reason: "unexpected", message };
}

function failed(credential: OpenCredential, error: unknown): ConnectionTest {
  if (error instanceof AuthorizeError) return { ok: false, reason: "wrong_key", message: error.message };
  const host = new URL(credential.baseUrl).host;
  const { code, name } = error as { code?: string; name?: string };
  if (code === ADDRESS_REFUSED) {
    return {
      ok: false,
      reason: "refused",
      message: `${host} leads to an address that may not be called from here.`,
    };
  }
  const late =
    name === "TimeoutError" ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.ConnectTimeoutError;
  if (late) {
    return {
      ok: false,
      reason: "timeout",
      message: `${host} did not answer within ${TIMEOUT_MS / 1000} seconds.`,
    };
  }
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return {
      ok: false,
      reason: "unreachable",
      message: `There is no host named ${host}. Check the address for a typing error.`,
    };
  }
  return {
    ok: false,
    reason: "unreachable",
    message: `${host} could not be reached${code ? ` (${code})` : ""}.`,
  };
}
