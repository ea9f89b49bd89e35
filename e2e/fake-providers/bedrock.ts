import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, answer } from "./bedrock-answers";
import { eventFrame, exceptionFrame } from "./bedrock-frames";
import { type AccessKey, findSignatureProblem } from "./bedrock-signature";
import { type ConverseBody, findInvalid } from "./bedrock-validation";
import { type FakeRequest, type FakeServer, listen, sendJson } from "./listen";

export const BEDROCK_API_KEY = "bedrock-api-key-ZmFrZS1rZXktMDEyMzQ1Njc4OWFiY2RlZg==";
export const BEDROCK_ACCESS_KEY: AccessKey = {
  accessKeyId: "AKIAFAKEFAKEFAKE1234",
  secretAccessKey: "fakeSecret/0123456789+abcdefghijklmnopqr",
  region: "eu-central-1",
};
export const BEDROCK_MODEL = "eu.anthropic.claude-sonnet-4-20250514-v1:0";

const PATH = /^\/model\/([^/]+)\/(converse|converse-stream)$/;

/**
 * Bedrock's runtime: Converse and ConverseStream for whoever signs with the access key or sends the API key. The model's name chooses
 * how it behaves: `thinking`, `error-429`, `exception` (within the stream), `exception-first` (instead of one), `cut` (it ends too early).
 */
export const startFakeBedrock = (key: AccessKey = BEDROCK_ACCESS_KEY): Promise<FakeServer> =>
  listen((request, res) => {
    res.setHeader("x-amzn-requestid", "1f0e6c1c-fake");
    const { authorization } = request.headers;
    if (authorization?.startsWith("Bearer ")) {
      if (authorization !== `Bearer ${BEDROCK_API_KEY}`) {
        const told = { Message: "Authentication failed: Please make sure your API Key is valid." };
        return sendJson(res, 403, told, { "x-amzn-errortype": "AccessDeniedException" });
      }
    } else {
      const problem = findSignatureProblem(request, key);
      if (problem) return fail(res, problem.status, problem.type, problem.message);
    }
    const match = PATH.exec(request.path);
    if (!match || request.method !== "POST") return fail(res, 404, "UnknownOperationException", "");
    return converse(request, res, decodeURIComponent(match[1]!), match[2] === "converse-stream");
  });

function converse(request: FakeRequest, res: ServerResponse, modelId: string, streamed: boolean) {
  const body = JSON.parse(request.body.toString()) as ConverseBody;
  if (modelId.startsWith("error-")) {
    return fail(res, Number(modelId.slice(6)), "ThrottlingException", "Too many requests, please wait.");
  }
  if (!/^(eu\.)?anthropic\.[a-z0-9.-]+:\d+$|^arn:aws:bedrock:\S+$/.test(modelId)) {
    return fail(res, 400, "ValidationException", "The provided model identifier is invalid.");
  }
  const invalid = findInvalid(body);
  if (invalid) return fail(res, 400, "ValidationException", invalid);
  const answered = answer(modelId, body);
  if (streamed) return stream(res, modelId, answered);
  sendJson(res, 200, {
    metrics: { latencyMs: 551 },
    output: { message: { content: answered.blocks, role: "assistant" } },
    stopReason: answered.stopReason,
    usage: answered.usage,
  });
}

async function stream(res: ServerResponse, modelId: string, answered: Answer) {
  res.writeHead(200, { "content-type": "application/vnd.amazon.eventstream" });
  const frames = [eventFrame("messageStart", { role: "assistant" }), ...answered.blocks.flatMap(blockFrames)];
  if (!modelId.includes("exception-first")) res.write(Buffer.concat(frames));
  if (modelId.includes("exception")) {
    await sleep(50);
    res.end(exceptionFrame("throttlingException", "Too many tokens, please wait before trying again."));
  } else if (!modelId.includes("cut")) {
    res.write(eventFrame("messageStop", { stopReason: answered.stopReason }));
    res.end(eventFrame("metadata", { usage: answered.usage, metrics: { latencyMs: 551 } }));
  } else res.end();
}

function blockFrames(block: Answer["blocks"][number], contentBlockIndex: number): Buffer[] {
  const delta = (delta: object) => eventFrame("contentBlockDelta", { contentBlockIndex, delta });
  const stop = eventFrame("contentBlockStop", { contentBlockIndex });
  if ("text" in block) return [...block.text.split(/(?<= )/).map((text) => delta({ text })), stop];
  if ("reasoningContent" in block) {
    const { text, signature } = block.reasoningContent.reasoningText;
    return [delta({ reasoningContent: { text } }), delta({ reasoningContent: { signature } }), stop];
  }
  const { toolUseId, name, input } = block.toolUse;
  const start = eventFrame("contentBlockStart", {
    contentBlockIndex,
    start: { toolUse: { toolUseId, name } },
  });
  const json = Object.keys(input).length === 0 ? "" : JSON.stringify(input);
  const pieces = json.match(/.{1,7}/gsu) ?? [""];
  return [start, ...pieces.map((input) => delta({ toolUse: { input } })), stop];
}

const fail = (res: ServerResponse, status: number, type: string, message: string) =>
  sendJson(res, status, { message }, { "x-amzn-errortype": type });
