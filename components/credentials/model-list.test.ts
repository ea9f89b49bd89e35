import { expect, it } from "vitest";
import type { CredentialView } from "@/lib/credentials/schema";
import { defaultsOf } from "./model-list";

const view = (models: number, withDefaultModels: boolean, defaultModelCount: number) =>
  ({ models: Array(models).fill({ listed: true }), withDefaultModels, defaultModelCount }) as CredentialView;

it.each([
  [0, true, 40, "40 defaults"],
  [2, true, 40, "and 40 defaults"],
  [0, false, 40, "None"],
  [2, false, 40, ""],
  [0, true, 0, "Any model"],
  [2, true, 0, ""],
  [0, false, 0, "None"],
])("%i custom models, defaults %s, %i in the catalogue: %j", (models, defaults, count, words) => {
  expect(defaultsOf(view(models, defaults, count))).toBe(words);
});

it("leaves out models that have but a price", () => {
  const priced = { ...view(0, true, 0), models: [{ listed: false }] } as CredentialView;
  expect(defaultsOf(priced)).toBe("Any model");
});
