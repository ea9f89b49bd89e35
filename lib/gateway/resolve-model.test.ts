import { describe, expect, it } from "vitest";
import { resolveModel } from "./resolve-model";
import { credential } from "./testing";

const openai = credential({ name: "openai-production", provider: "openai" });
const second = credential({ name: "openai-eu", provider: "openai", models: ["gpt-4o", "o3"] });
const groq = credential({ name: "groq", models: ["meta-llama/llama-3", "gpt-4o", "openai/gpt-oss"] });
const vllm = credential({ name: "vllm" });

const lead = (credentials: (typeof openai)[], model: string) => {
  const resolved = resolveModel({ credentials, endpoints: [] }, model);
  return "status" in resolved
    ? `${resolved.code}: ${resolved.message}`
    : `${resolved.credential.name} as ${resolved.model}`;
};

describe("a model leads to", () => {
  it.each([
    ["its only listing credential", [openai, groq], "meta-llama/llama-3", "groq as meta-llama/llama-3"],
    ["its listing before a provider's prefix", [openai, groq], "openai/gpt-oss", "groq as openai/gpt-oss"],
    ["its listing before a credential without a list", [vllm, second], "o3", "openai-eu as o3"],
    ["the named credential", [openai, groq], "groq/gpt-4o", "groq as gpt-4o"],
    ["the named credential without a list", [openai, vllm], "vllm/some/thing", "vllm as some/thing"],
    ["the named one of two that list it", [second, groq], "openai-eu/gpt-4o", "openai-eu as gpt-4o"],
    ["the provider's only credential", [openai, groq], "openai/gpt-5", "openai-production as gpt-5"],
    ["the provider's listing credential", [openai, second], "openai/o3", "openai-eu as o3"],
    ["the provider's one without a list", [openai, second], "openai/new", "openai-production as new"],
    ["the only credential without a list", [vllm, groq], "qwen", "vllm as qwen"],
    ["the same with slashes in it", [vllm, groq], "qwen/qwen-3", "vllm as qwen/qwen-3"],
  ])("%s", (_, credentials, model, expected) => expect(lead(credentials, model)).toBe(expected));
});

describe("a model leads nowhere", () => {
  it.each([
    ["in a project without credentials", [], "gpt-4o", /^no_credential: .*no LLM API key to call with/],
    ["for a provider without a credential", [vllm], "openai/gpt-4o", /^no_credential: .*for openai\./],
    ["when two list it", [second, groq], "gpt-4o", /^model_not_found: .*openai-eu\/gpt-4o, groq\/gpt-4o/],
    ["when two could serve it", [openai, vllm], "x", /^model_not_found: .*openai-production\/x, vllm\/x/],
    ["when nobody lists it", [second, groq], "o9", /^model_not_found: .*'o9'.*gpt-4o, o3, meta-llama/],
    ["when the named one does not list it", [openai, groq], "groq/o9", /^model_not_found/],
    ["with nothing behind the slash", [second], "openai/", /^model_not_found/],
  ])("%s", (_, credentials, model, expected) => expect(lead(credentials, model)).toMatch(expected));

  it("and the message stays short", () => {
    const many = credential({ models: Array.from({ length: 400 }, (_, i) => `model-${i}`) });
    expect(lead([many], "x".repeat(100_000)).length).toBeLessThan(600);
    expect(lead([many], "x")).toContain("and 390 more");
  });
});
