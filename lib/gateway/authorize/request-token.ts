import { type Dispatcher, request } from "undici";
import { z } from "zod";
import { checkBaseUrl } from "../../network";
import { AuthorizeError } from "./authorize-error";
import type { Via } from "./scheme";
import type { Token } from "./token-source";

const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 64 * 1024;

const granted = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  expires_in: z.coerce.number().positive(),
});
/** What may be told of a refusal: its code, and Entra's number for it. Its text may repeat what was sent. */
const refused = z.object({
  error: z.string().regex(/^[a-z_]{1,50}$/),
  error_description: z.string().optional(),
});

/** Asks an OAuth 2.0 token endpoint (RFC 6749) for an access token. Throws AuthorizeError when it gives none. */
export async function requestToken(url: string, form: Record<string, string>, via: Via): Promise<Token> {
  const forbidden = checkBaseUrl(url, via.networks);
  if (forbidden) throw new AuthorizeError(`The identity provider's address is refused. ${forbidden}`);
  const { host } = new URL(url);
  const askedAtMs = Date.now();
  const { status, answer } = await post(url, form, via.agent).catch((error: Error & { code?: string }) => {
    throw new AuthorizeError(`The identity provider ${host} gave no answer (${error.code ?? error.name}).`);
  });
  const token = status === 200 ? granted.safeParse(answer) : null;
  if (!token?.success) throw new AuthorizeError(explain(host, status, answer));
  return { text: token.data.access_token, expiresAtMs: askedAtMs + token.data.expires_in * 1000 };
}

async function post(url: string, form: Record<string, string>, agent: Dispatcher) {
  const { statusCode, body } = await request(url, {
    dispatcher: agent,
    method: "POST",
    headers: ["content-type", "application/x-www-form-urlencoded", "accept", "application/json"],
    body: new URLSearchParams(form).toString(),
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  });
  let text = "";
  for await (const chunk of body.setEncoding("utf8")) {
    text += chunk;
    if (text.length > MAX_ANSWER_BYTES) throw new Error("the answer is too long");
  }
  return { status: statusCode, answer: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function explain(host: string, status: number, answer: unknown): string {
  const refusal = refused.safeParse(answer);
  if (!refusal.success) return `The identity provider ${host} gave no token (status ${status}).`;
  const { error, error_description = "" } = refusal.data;
  const number = /AADSTS\d{1,8}/.exec(error_description)?.[0];
  return `The identity provider ${host} refused the credential (${number ? `${error}, ${number}` : error}).`;
}
