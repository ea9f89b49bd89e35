import type { ServerResponse } from "node:http";
import { fail } from "./errors";
import type { RecordedRequest } from "./index";

const VECTOR = [0.25, -0.5, 0.125, 1];

/** `/v1/embeddings`, as floats or, as the official client asks for, base64 of little-endian floats. */
export function sendEmbeddings(request: RecordedRequest, res: ServerResponse) {
  const body = JSON.parse(request.body.toString()) as {
    model?: string;
    input?: string | string[];
    encoding_format?: string;
  };
  if (!body.model || body.input === undefined) return fail(res, 400, "you must provide a model and an input");
  const inputs = Array.isArray(body.input) ? body.input : [body.input];
  const embedding =
    body.encoding_format === "base64"
      ? Buffer.from(new Float32Array(VECTOR).buffer).toString("base64")
      : VECTOR;
  // A word is a token here too, and seven come on top.
  const tokens = 7 + inputs.join(" ").split(/\s+/).length;
  res.setHeader("content-type", "application/json");
  res.end(
    JSON.stringify({
      object: "list",
      data: inputs.map((_, index) => ({ object: "embedding", index, embedding })),
      model: body.model,
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    }),
  );
}
