import { expect, it } from "vitest";
import { changesOf } from "./changes";
import { inWords } from "./wording";

it("shows what changed and leaves out what stayed", () => {
  const before = { note: "a", enabled: true, costLimitUsd: null };
  const after = { note: "a", enabled: false, costLimitUsd: "5" };
  expect(changesOf({ before, after })).toEqual([
    { field: "enabled", before: "yes", after: "no" },
    { field: "cost limit usd", before: "none", after: "5" },
  ]);
});

it("shows what a new thing has, and what a deleted one had", () => {
  expect(changesOf({ before: null, after: { targets: ["a", "b"] } })).toEqual([
    { field: "targets", before: null, after: "a, b" },
  ]);
  expect(changesOf({ before: { slug: "chat" }, after: null })).toEqual([
    { field: "slug", before: "chat", after: null },
  ]);
});

it.each([
  ["api_key.create", "Created API key"],
  ["member.change_role", "Changed the role of member"],
  ["something.new_here", "something.new_here"],
])("says %s as %s", (action, words) => expect(inWords(action)).toBe(words));
