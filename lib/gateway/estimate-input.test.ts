import { countTokens as countO200k } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { promptTokens } from "../../e2e/fake-upstream/completions";
import { estimateInput } from "./estimate-input";
import { parseBody } from "./parse-body";

const bodyOf = (json: object) => {
  const parsed = parseBody(Buffer.from(JSON.stringify({ model: "m", ...json })));
  if ("status" in parsed) throw new Error(parsed.message);
  return parsed;
};
const estimate = (json: object, model = "gpt-4o") => estimateInput(bodyOf(json), "openai", model);
const user = (content: string | { type: string; text?: string; [more: string]: unknown }[]) => ({
  messages: [{ role: "user", content }],
});
const ENGLISH = "The quick brown fox jumps over the lazy dog, and nobody minds. ".repeat(200);
const NO_SPACES = Array.from({ length: 40_000 }, (_, i) => i.toString(26).replace(/\d/g, "z")).join("");
const base64 = "A".repeat(1_000_000);

describe("the input's bound", () => {
  it.each([
    ["", 0],
    ["Hi", 0],
    [ENGLISH, 0],
    ["素早い茶色の狐がのろまな犬を飛び越える。".repeat(50), 0],
    ['🏳️‍🌈𓀀\u0000\n\t\\"'.repeat(50), 0],
    ["a b c d ".repeat(500), 0],
  ])("is no fewer than any count of %j", (text) => {
    const { bound } = estimate(user(text));
    expect(bound).toBeGreaterThanOrEqual(Buffer.byteLength(text) + 8);
    expect(bound).toBeGreaterThanOrEqual(promptTokens(user(text)));
  });

  it("covers what is put around many short messages", () => {
    const messages = Array.from({ length: 500 }, () => ({ role: "user", content: "y" }));
    expect(estimate({ messages }).bound).toBeGreaterThanOrEqual(promptTokens({ messages }));
    expect(estimate({ messages }).bound).toBeGreaterThan(500 * 9);
  });

  it.each([
    [
      "an image of a chat",
      user([{ type: "image_url", image_url: { url: `data:image/png;base64,${base64}` } }]),
    ],
    [
      "an image by its address",
      user([{ type: "image_url", image_url: { url: "https://example.com/a.png" } }]),
    ],
    [
      "an image of the Responses API",
      { input: [{ role: "user", content: [{ type: "input_image", image_url: `data:,${base64}` }] }] },
    ],
    ["an image of the Messages API", user([{ type: "image", source: { type: "base64", data: base64 } }])],
    [
      "an image within a tool's result",
      user([{ type: "tool_result", content: [{ type: "image", source: { type: "base64", data: base64 } }] }]),
    ],
  ])("counts %s as one, however long it is", (_, json) => {
    const { bound } = estimate(json);
    expect(bound).toBeGreaterThan(6000);
    expect(bound).toBeLessThan(7000);
    expect(estimate(json, "gpt-4o-mini").bound).toBeGreaterThan(48_000);
  });

  it("counts two images twice, sound by its length, and a file as much as a context holds", () => {
    const image = { type: "image_url", image_url: { url: "https://example.com/a.png" } };
    expect(estimate(user([image, image])).bound).toBeGreaterThan(12_000);
    const sound = estimate(
      user([{ type: "input_audio", input_audio: { data: base64, format: "wav" } }]),
    ).bound;
    expect(sound).toBeGreaterThan(25_000);
    expect(sound).toBeLessThan(26_000);
    expect(estimate(user([{ type: "file", file: { file_id: "file-1" } }])).bound).toBeGreaterThan(200_000);
    expect(estimate({ input: "more", previous_response_id: "resp_1" }).bound).toBeGreaterThan(400_000);
  });

  it("counts a document of text as text", () => {
    const text = "word ".repeat(10_000);
    const { bound } = estimate(user([{ type: "document", source: { type: "text", data: text } }]));
    expect(bound).toBeGreaterThan(text.length);
    expect(bound).toBeLessThan(text.length + 1000);
  });

  it("counts tools, and what those that the provider runs bring in", () => {
    const tools = [{ type: "function", function: { name: "f", parameters: {} } }];
    expect(estimate({ ...user("Hi"), tools }).bound).toBeGreaterThan(800);
    expect(estimate({ ...user("Hi"), tools: [{ type: "web_search" }] }).bound).toBeGreaterThan(32_000);
    expect(estimate({ ...user("Hi"), web_search_options: {} }).bound).toBeGreaterThan(32_000);
  });
});

describe("the likely input", () => {
  it("is tighter than the bound and no fewer than there are", async () => {
    const { bound, likely, usual } = estimate(user(ENGLISH));
    const counted = await likely();
    expect(counted).toBeLessThan(bound / 3);
    expect(counted).toBeGreaterThanOrEqual(countO200k(ENGLISH) + 8);
    expect(counted).toBeGreaterThanOrEqual(promptTokens(user(ENGLISH)));
    expect(usual).toBeGreaterThan(counted / 2);
    expect(usual).toBeLessThan(counted * 2);
  });

  it("never exceeds the bound, and takes words that are special to a tokenizer for text", async () => {
    for (const text of ["\u0000\u0001\u0002".repeat(300), "<|endoftext|>".repeat(50), ""]) {
      const { bound, likely } = estimate(user(text));
      expect(await likely()).toBeLessThanOrEqual(bound);
    }
  });

  it("of attachments counts what they are declared to be", async () => {
    const content = [
      { type: "image_url", image_url: { url: `data:,${base64}` } },
      { type: "text", text: "What is it?" },
    ];
    const counted = await estimate(user(content)).likely();
    expect(counted).toBeGreaterThan(6000);
    expect(counted).toBeLessThan(6200);
  });

  it("takes milliseconds for text that tokenizers hate, and lets others have their turns", async () => {
    const { likely } = estimate(user(NO_SPACES));
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const startedMs = performance.now();
    await likely();
    clearInterval(timer);
    expect(performance.now() - startedMs).toBeLessThan(5000);
    expect(turns).toBeGreaterThan(3);
  });
});
