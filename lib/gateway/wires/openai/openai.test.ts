import { describe, expect, it } from "vitest";
import { type ParsedBody, parseBody } from "../../parse-body";
import { type ForwardRoute, matchRoute } from "../../routes";
import { credential } from "../../testing";
import type { Exchange } from "../wire";
import { openai } from ".";

const route = (path: string) => matchRoute("POST", `/v1${path}`) as ForwardRoute;
const bodyOf = (json: object) => {
  const parsed = parseBody(Buffer.from(JSON.stringify(json)));
  if ("status" in parsed) throw new Error(parsed.message);
  return parsed;
};
const chat = bodyOf({ model: "asked", messages: [] });
const put = (given: Parameters<typeof credential>[0], model: string, path = "/chat/completions") =>
  openai(route(path), chat, { credential: credential(given), model }) as Exchange;

describe("OpenAI's wire", () => {
  it("sends the very buffer that came in, and passes the answer's bytes", () => {
    const exchange = put({ provider: "openai" }, "asked");
    expect(exchange.body).toBe(chat.bytes);
    expect(exchange.translator).toBeNull();
    expect(exchange.headers).toEqual([]);
    expect(exchange.path).toBe("/chat/completions");
  });

  it("starts from the body as it came, every time", () => {
    const first = put({ provider: "openai" }, "one").body.toString();
    expect(put({ provider: "openai" }, "two").body.toString()).toBe(first.replace("one", "two"));
    expect(chat.bytes.toString()).toContain('"asked"');
  });

  const azure = { provider: "azure" as const, config: { apiVersion: "2024-10-21" } };
  it.each([
    ["/chat/completions", "/openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21"],
    ["/embeddings", "/openai/deployments/my%20gpt/embeddings?api-version=2024-10-21"],
    ["/responses", "/openai/v1/responses"],
  ])("names Azure's deployment in the path of %s", (path, expected) => {
    expect(put(azure, "my gpt", path).path).toBe(expected);
  });

  it.each([
    ["gemini-2.5-flash", "google/gemini-2.5-flash"],
    ["meta/llama-4", "meta/llama-4"],
  ])("calls %s %s at Vertex", (model, expected) => {
    const { body } = put({ provider: "vertex" }, model);
    expect(JSON.parse(body.toString()).model).toBe(expected);
    expect(JSON.parse(put({ provider: "gemini" }, model).body.toString()).model).toBe(model);
  });

  const asked = (json: object, provider: Parameters<typeof credential>[0]["provider"] = "openai") => {
    const body = bodyOf({ model: "m", stream: true, ...json });
    const to = { credential: credential({ provider }), model: "m" };
    const { body: sent, hidesUsage } = openai(route("/chat/completions"), body, to) as Exchange;
    return { options: JSON.parse(sent.toString()).stream_options, hidesUsage };
  };

  it("asks for a stream's usage where it does not come unasked, and only then has it hidden", () => {
    const added = { options: { include_usage: true }, hidesUsage: true };
    expect(asked({})).toEqual(added);
    expect(asked({ stream_options: null })).toEqual(added);
    expect(asked({ stream_options: { include_usage: false } })).toEqual(added);
    const options = { include_obfuscation: false, include_usage: true };
    expect(asked({ stream_options: { include_obfuscation: false } })).toEqual({ options, hidesUsage: true });
    expect(asked({ stream_options: options })).toEqual({ options, hidesUsage: false });
    expect(asked({ stream: false })).toEqual({ options: undefined, hidesUsage: false });
    expect(asked({}, "mistral")).toEqual({ options: undefined, hidesUsage: false });
    expect(asked({ stream_options: "wrong" })).toEqual({ options: "wrong", hidesUsage: false });
  });

  it("refuses options that stand there twice", () => {
    const parsed = parseBody(
      Buffer.from('{"stream":true,"stream_options":{},"model":"m","stream_options":null}'),
    );
    const to = { credential: credential({ provider: "openai" }), model: "m" };
    expect(openai(route("/chat/completions"), parsed as ParsedBody, to)).toMatchObject({
      status: 400,
      param: "stream_options",
    });
  });

  it("does not speak the Messages API", () => {
    expect(put({ provider: "openai" }, "m", "/messages")).toMatchObject({ status: 400, param: "model" });
  });
});
