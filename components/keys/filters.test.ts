import { describe, expect, it } from "vitest";
import { KEY_SORTS, KEY_STATUSES, listKeysInput } from "@/lib/keys/schema";
import { DEFAULT_FILTERS, filtersQuery, listInput, parseFilters, SORTS, STATUSES, sortedBy } from "./filters";

const parse = (query: string) => parseFilters(new URLSearchParams(query));

describe("the filters in the address of the keys page", () => {
  it("an address without any means the default, and the default needs none", () => {
    expect(parse("")).toEqual(DEFAULT_FILTERS);
    expect(filtersQuery(DEFAULT_FILTERS)).toBe("");
  });

  it("know every status and order that the verb knows", () => {
    expect(STATUSES).toEqual(KEY_STATUSES);
    expect(SORTS).toEqual(KEY_SORTS);
  });

  it("are by default what the verb takes as its own", () => {
    expect(listKeysInput.parse({})).toEqual(listKeysInput.parse(listInput(DEFAULT_FILTERS, null)));
  });

  it("come back from the address as they went in", () => {
    const filters = {
      search: "ci & cd+",
      status: "disabled",
      sort: "note",
      direction: "asc",
      limit: 25,
    } as const;
    expect(parse(filtersQuery(filters))).toEqual(filters);
  });

  it("what is not understood counts as not said", () => {
    expect(parse("status=alive&sort=secretHash&direction=up&limit=100000&cursor=abc")).toEqual(
      DEFAULT_FILTERS,
    );
  });

  it("an over-long search is cut to what the verb accepts", () => {
    expect(parse(`search=${"x".repeat(500)}`).search).toHaveLength(200);
  });

  it("leave the status out of the verb's input unless one is chosen", () => {
    expect(listInput(DEFAULT_FILTERS, null).status).toBeUndefined();
    expect(listInput({ ...DEFAULT_FILTERS, status: "expired" }, "c").status).toBe("expired");
  });

  it("a second click on a header turns the direction, a first one takes the column's natural one", () => {
    const byNote = sortedBy(DEFAULT_FILTERS, "note");
    expect(byNote).toMatchObject({ sort: "note", direction: "asc" });
    expect(sortedBy(byNote, "note")).toMatchObject({ sort: "note", direction: "desc" });
    expect(sortedBy(byNote, "lastUsedAt")).toMatchObject({ sort: "lastUsedAt", direction: "desc" });
  });
});
