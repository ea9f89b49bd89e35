import { describe, expect, it } from "vitest";
import { parseBody } from "../../parse-body";
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

  it("does not speak the Messages API", () => {
    expect(put({ provider: "openai" }, "m", "/messages")).toMatchObject({ status: 400, param: "model" });
  });
});
