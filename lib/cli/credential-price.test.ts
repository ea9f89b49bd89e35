import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "../store/testing";
import { runCommand as gatehouse } from "./testing";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await gatehouse(
    ["users", "create", "--email", "ada@example.com", "--password-stdin"],
    "correct horse battery",
  );
});
afterAll(() => database.drop());

const create = async (name: string): Promise<string> => {
  const args = [
    "--name",
    name,
    "--provider",
    "openai-compatible",
    "--base-url",
    "https://llm.example.com/v1",
  ];
  const created = await gatehouse(
    ["credentials", "create", "--project", "default", ...args, "--secret-stdin", "--json"],
    "sk-upstream-0123456789",
  );
  return created.json().id;
};
const prices = ["--input", "0.15", "--output", "0.6"];

it("prices a model without putting it on the list, and an update of the list leaves the price alone", async () => {
  const id = await create("local");
  const priced = await gatehouse(["credentials", "price", id, "house-7b", ...prices, "--json"]);
  expect(priced).toMatchObject({ code: 0, err: "" });
  const price = {
    name: "house-7b",
    inputUsdPerMillion: "0.15",
    outputUsdPerMillion: "0.6",
    cachedInputUsdPerMillion: null,
    listed: false,
  };
  expect(priced.json().models).toEqual([price]);
  const updated = await gatehouse(["credentials", "update", id, "--model", "other", "--json"]);
  expect(updated.json().models).toMatchObject([price, { name: "other", listed: true }]);
  const listed = await gatehouse(["credentials", "update", id, "--model", "house-7b", "--json"]);
  expect(listed.json().models).toMatchObject([{ ...price, listed: true }]);
  const repriced = ["--model", "house-7b", "--input-usd-per-million", "2", "--output-usd-per-million", "3"];
  const updatedPrice = await gatehouse(["credentials", "update", id, ...repriced, "--json"]);
  expect(updatedPrice.json().models).toMatchObject([{ name: "house-7b", inputUsdPerMillion: "2" }]);
});

it("says what it did, and refuses what is no price", async () => {
  const id = await create("words");
  const said = await gatehouse(["credentials", "price", id, "house-7b", ...prices, "--cached-input", "0.05"]);
  expect(said.out).toBe('house-7b of credential "words" costs US$ 0.15 and 0.6 per million tokens.\n');
  const wrong = ["credentials", "price", id, "house-7b", "--input", "cheap", "--output", "1", "--json"];
  expect(JSON.parse((await gatehouse(wrong)).err).error.fields).toEqual({
    inputUsdPerMillion: "Enter dollars such as 0.15, or 0.",
  });
  expect((await gatehouse(["credentials", "price", id, "house-7b", "--input", "1"])).code).not.toBe(0);
});
