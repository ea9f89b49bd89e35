import { expect, it } from "vitest";
import { modelNames } from "./model-names";

it.each([
  ["", []],
  ["  \n ", []],
  ["gpt-4o", ["gpt-4o"]],
  ["gpt-4o\ngpt-4o-mini\r\n", ["gpt-4o", "gpt-4o-mini"]],
  ["a, b,c ,, d", ["a", "b", "c", "d"]],
  ["meta-llama/llama-3.1:8b a a", ["meta-llama/llama-3.1:8b", "a"]],
])("%j names the models %j", (text, names) => {
  expect(modelNames(text)).toEqual(names);
});
