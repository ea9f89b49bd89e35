import { createHmac } from "node:crypto";
import { type Dispatcher, errors, request } from "undici";
import { ADDRESS_REFUSED } from "../../checked-agent";
import { env } from "../../env";
import { checkBaseUrl } from "../../network";
import { signingKey } from "../webhooks/secret";

export const SEND_TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 64 * 1024;
const GONE = 410;

export type Receiver = { id: string; url: string; secretVersion: number; formerSecretUntil: Date | null };
export type Message = { type: string; timestamp: string; data: object };
/** `result` is for people. `gone`: the receiver wants no more. */
export type Outcome = { ok: boolean; result: string; gone?: boolean };

/**
 * Posts one message, signed as Standard Webhooks 1.0 says (https://www.standardwebhooks.com). Whatever goes wrong is in the result. The
 * receiver's own words are not: only its status is looked at.
 */
export async function postMessage(
  receiver: Receiver,
  { id, message }: { id: string; message: Message },
  dispatcher: Dispatcher,
  nowMs: number,
  stopped?: AbortSignal,
): Promise<Outcome> {
  const refusal = checkBaseUrl(receiver.url, env().GATEHOUSE_UPSTREAM_NETWORKS);
  if (refusal) return { ok: false, result: refusal };
  const body = JSON.stringify(message);
  const timeout = AbortSignal.timeout(SEND_TIMEOUT_MS);
  const signal = stopped ? AbortSignal.any([timeout, stopped]) : timeout;
  try {
    const answer = await request(receiver.url, {
      ...{ method: "POST", dispatcher, body, signal },
      headers: {
        "content-type": "application/json",
        "user-agent": "Gatehouse-Webhooks/1.0",
        ...signedHeaders(receiver, id, nowMs, body),
      },
    });
    await answer.body.dump({ limit: MAX_ANSWER_BYTES, signal });
    return judge(answer.statusCode);
  } catch (error) {
    if (stopped?.aborted) throw error;
    return { ok: false, result: inWords(error) };
  }
}

/** The three headers of Standard Webhooks; for a day after the secret was replaced with a signature by each. */
function signedHeaders(receiver: Receiver, id: string, nowMs: number, body: string) {
  const timestamp = Math.floor(nowMs / 1000);
  const { secretVersion, formerSecretUntil: until } = receiver;
  const former = until && until.getTime() > nowMs ? [secretVersion - 1] : [];
  const signatures = [secretVersion, ...former].map((version) => {
    const key = signingKey(receiver.id, version);
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return {
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signatures.join(" "),
  };
}

function judge(status: number): Outcome {
  if (status >= 200 && status < 300) return { ok: true, result: `It answered ${status}.` };
  if (status === GONE)
    return { ok: false, gone: true, result: `It answered ${status}: the webhook was disabled.` };
  if (status >= 300 && status < 400)
    return { ok: false, result: `It answered ${status}, a redirect, which is not followed.` };
  return { ok: false, result: `It answered ${status}.` };
}

function inWords(error: unknown): string {
  const { code, name } = error as { code?: string; name?: string };
  if (code === ADDRESS_REFUSED) return "Its name leads to an address that may not be called.";
  const late =
    name === "TimeoutError" ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    error instanceof errors.ConnectTimeoutError;
  if (late) return `It did not answer within ${SEND_TIMEOUT_MS / 1000} seconds.`;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "There is no host of that name.";
  return `It could not be reached${code ? ` (${code})` : ""}.`;
}
